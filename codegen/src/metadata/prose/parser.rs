//! What does a sentence demand, and under which condition?
//!
//! In: the words of a sentence. Out: a [`Statement`], or nothing unless every word of the sentence is accounted
//! for: "This parameter is required if Mode is set to Fast, and otherwise ..." says more than a rule can.

#[cfg(test)]
mod tests;

use super::phrases::{AFTER, AT_LEAST, CHOICE, CLOSING, Count, EXACTLY, KINDS, NEED, NEEDED, THIS};
use super::sentence::Word;
use super::statement::{Demand, Statement, Subject, Test};
use super::token;

/// Reads a whole sentence.
pub(super) fn read(words: &[Word]) -> Option<Statement> {
    let after = || {
        let mut parser = Parser::new(words);
        let demand = parser.demand(true)?;
        if parser.is_over() {
            let is_choice = !matches!(demand, Demand::Require(_));
            return is_choice.then(|| Statement {
                when: Vec::new(),
                demand,
            });
        }
        parser.eat_any(&["only if", "only when", "if", "when"])?;
        let when = parser.clauses()?;
        parser.is_over().then_some(Statement { when, demand })
    };
    let before = || {
        let mut parser = Parser::new(words);
        parser.eat_any(&["if", "when"])?;
        let when = parser.clauses()?;
        let is_parted = parser.is_parted();
        parser.eat_any(&["then"]);
        let demand = parser.demand(false)?;
        (is_parted && parser.is_over()).then_some(Statement { when, demand })
    };
    after().or_else(before)
}

/// Walks over the words.
#[derive(Clone, Copy)]
struct Parser<'w> {
    words: &'w [Word],
    at: usize,
}

impl<'w> Parser<'w> {
    /// At the first word.
    fn new(words: &'w [Word]) -> Self {
        Parser { words, at: 0 }
    }
}

impl Parser<'_> {
    /// Whether no word is left.
    fn is_over(&self) -> bool {
        self.at == self.words.len()
    }

    /// Whether a comma stands before the next word.
    fn is_parted(&self) -> bool {
        self.at > 0 && self.words[self.at - 1].is_last
    }

    /// Steps over these words, in lower case, if they are next and no comma parts them.
    fn eat(&mut self, phrase: &str) -> Option<()> {
        let mut at = self.at;
        for (index, wanted) in phrase.split(' ').enumerate() {
            let word = self.words.get(at)?;
            let is_parted = index > 0 && self.words[at - 1].is_last;
            if is_parted || !word.text.eq_ignore_ascii_case(wanted) {
                return None;
            }
            at += 1;
        }
        self.at = at;
        Some(())
    }

    fn eat_any(&mut self, phrases: &[&str]) -> Option<()> {
        phrases.iter().find_map(|phrase| self.eat(phrase))
    }

    /// `this parameter`, `the X parameter`, `X`
    fn subject(&mut self) -> Option<Subject> {
        if self.eat_any(THIS).is_some() {
            return Some(Subject::This);
        }
        let _ = self.eat_any(&["the value of the", "the value of", "the"]);
        let word = self.words.get(self.at)?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || "_.-$:".contains(c);
        if !word.text.chars().all(is_name) {
            return None;
        }
        self.at += 1;
        if !word.is_last {
            self.eat_any(KINDS);
        }
        Some(Subject::Named(word.text.clone()))
    }

    /// `A, B, and C`, and which word stands before the last one.
    fn subjects(&mut self) -> Option<Vec<Subject>> {
        let _ = self.eat_any(&[
            "the following parameters",
            "the following request parameters",
            "the parameters",
            "the two parameters",
            "the following fields",
            "the following two parameters",
        ]);
        let mut subjects = vec![self.subject()?];
        loop {
            let before = *self;
            let is_parted = self.is_parted();
            let is_end = self.eat_any(&["and", "or"]).is_some();
            let next = if is_parted || is_end {
                self.subject()
            } else {
                None
            };
            match next {
                Some(next) => subjects.push(next),
                None => {
                    *self = before;
                    return Some(subjects);
                }
            }
            if is_end {
                let _ = self.eat_any(KINDS);
                return Some(subjects);
            }
        }
    }

    fn demand(&mut self, is_first: bool) -> Option<Demand> {
        let start = *self;
        let found = self.choice().or_else(|| {
            *self = start;
            self.need(is_first)
        });
        if found.is_none() {
            *self = start;
        }
        found
    }

    /// A demand that fields are set.
    fn need(&mut self, is_first: bool) -> Option<Demand> {
        if self.eat_any(NEED).is_some() {
            let _ = self.eat("both");
            return self.subjects().map(Demand::Require);
        }
        if is_first && self.eat("required").is_some() {
            return Some(Demand::Require(vec![Subject::This]));
        }
        let subject = self.subject()?;
        self.eat_any(NEEDED)?;
        Some(Demand::Require(vec![subject]))
    }

    /// A demand on how many fields are set.
    fn choice(&mut self) -> Option<Demand> {
        let leading = CHOICE
            .iter()
            .find_map(|(phrase, count)| self.eat(phrase).map(|()| *count));
        let must = leading.is_none() && self.eat_any(NEED).is_some();
        let count = leading
            .or_else(|| self.eat_any(AT_LEAST).map(|()| Count::Least))
            .or_else(|| self.eat_any(EXACTLY).map(|()| Count::Exact));
        let subjects = self.subjects()?;
        let mut count = match (count, leading.is_some() || must) {
            (Some(count), true) => count,
            (Some(Count::Least), false) => {
                self.eat_any(&[
                    "must be specified",
                    "must be provided",
                    "must be set",
                    "is required",
                    "must be configured",
                ])?;
                Count::Least
            }
            (Some(_), false) => {
                self.eat_any(&["can be specified", "can be set", "can be configured"])?;
                Count::Most
            }
            (None, false) => {
                let exclusive = self.eat("is mutually exclusive with");
                if exclusive.is_some() {
                    let other = self.subject()?;
                    return Some(Demand::AtMostOne([subjects, vec![other]].concat()));
                }
                AFTER
                    .iter()
                    .find_map(|(phrase, count)| self.eat(phrase).map(|()| *count))?
            }
            // "You must specify A or B": "A and B" would be both.
            (None, true) if self.has_or() => Count::Least,
            (None, true) => return None,
        };
        let _ = self.eat_any(CLOSING);
        if self.eat("but not both").is_some() {
            count = Count::Exact;
        }
        // What a choice is for does not change it.
        if count == Count::Least && self.eat("to").is_some() {
            self.at = self.words.len();
        }
        let distinct = subjects
            .iter()
            .enumerate()
            .all(|(at, subject)| !subjects[..at].contains(subject));
        (subjects.len() > 1 && distinct).then_some(match count {
            Count::Least => Demand::AtLeastOne(subjects),
            Count::Exact => Demand::ExactlyOne(subjects),
            Count::Most => Demand::AtMostOne(subjects),
        })
    }

    /// Whether the words so far hold an "or".
    fn has_or(&self) -> bool {
        self.words[..self.at].iter().any(|word| word.text == "or")
    }

    /// Conditions with "and" between them.
    fn clauses(&mut self) -> Option<Vec<(Subject, Test)>> {
        let mut clauses = vec![self.clause()?];
        while self.eat("and").is_some() {
            clauses.push(self.clause()?);
        }
        Some(clauses)
    }

    fn clause(&mut self) -> Option<(Subject, Test)> {
        if self
            .eat_any(&[
                "you do not specify",
                "you do not set",
                "you do not configure",
            ])
            .is_some()
        {
            return Some((self.subject()?, Test::Absent));
        }
        if self.eat("you leave").is_some() {
            let subject = self.subject()?;
            self.eat_any(&["empty", "unspecified"])?;
            return Some((subject, Test::Absent));
        }
        if self
            .eat_any(&["you set", "you specify", "you configure"])
            .is_some()
        {
            let _ = self.eat_any(&["the value of the", "the value of"]);
            let subject = self.subject()?;
            let test = match self.eat("to") {
                Some(()) => Test::Is(self.values(true)?),
                None => Test::Present,
            };
            return Some((subject, test));
        }
        let subject = self.subject()?;
        let absent = [
            "is not specified",
            "is not set",
            "is empty",
            "is left empty",
            "is not configured",
            "is left unspecified",
            "is not provided",
        ];
        if self.eat_any(&absent).is_some() {
            return Some((subject, Test::Absent));
        }
        if self
            .eat_any(&[
                "is specified",
                "is not empty",
                "is configured",
                "is provided",
            ])
            .is_some()
        {
            return Some((subject, Test::Present));
        }
        let is_set = self
            .eat_any(&["is set to", "was set to", "has been set to", "set to"])
            .is_some();
        if !is_set {
            self.eat_any(&["is equal to", "is", "=", "equals"])?;
        }
        Some((subject, Test::Is(self.values(is_set)?)))
    }

    /// `A`, `A or B`, `A, B, or C`; "is set to" makes a value of a plain word.
    fn values(&mut self, is_set: bool) -> Option<Vec<(String, bool)>> {
        let mut values = self.listed()?;
        for (text, is_weak) in &mut values {
            *is_weak &= !(is_set && text.len() > 2);
        }
        Some(values)
    }

    fn listed(&mut self) -> Option<Vec<(String, bool)>> {
        let mut values = vec![self.value()?];
        let first = *self;
        loop {
            let is_parted = self.is_parted();
            let is_end = self.eat("or").is_some();
            if !is_parted && !is_end {
                // Without an "or", what follows a comma belongs to the rest of the sentence.
                return Some(match values.len() {
                    1 => values,
                    _ => {
                        *self = first;
                        values.drain(..1).collect()
                    }
                });
            }
            match self.value() {
                Some(value) => values.push(value),
                None if is_end => return None,
                None => {
                    *self = first;
                    return Some(values.drain(..1).collect());
                }
            }
            if is_end {
                return Some(values);
            }
        }
    }

    fn value(&mut self) -> Option<(String, bool)> {
        let word = self.words.get(self.at)?;
        let token = token::literal(&word.text, word.is_marked)?;
        self.at += 1;
        Some((token.text, token.is_weak))
    }
}
