//! What does a sentence demand, and under which condition?
//!
//! In: the words of a sentence. Out: a [`Statement`], or nothing unless every word of the sentence is accounted
//! for: "This parameter is required if Mode is set to Fast, and otherwise ..." says more than a rule can.

use super::sentence::Word;
use super::token;

/// What a sentence says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    /// All of these must hold.
    pub(super) when: Vec<(Subject, Test)>,
    /// What it demands then.
    pub(super) demand: Demand,
}

/// What a sentence speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subject {
    /// The field whose description it is.
    This,
    /// A field beside it.
    Named(String),
}

/// A condition on one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    /// It is one of these: text, and whether only its place says that it is a value.
    Is(Vec<(String, bool)>),
    /// It is set.
    Present,
    /// It is not set.
    Absent,
}

/// What is demanded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Demand {
    /// All set.
    Require(Vec<Subject>),
    /// At least one set.
    AtLeastOne(Vec<Subject>),
    /// Exactly one set.
    ExactlyOne(Vec<Subject>),
    /// At most one set.
    AtMostOne(Vec<Subject>),
}

/// Names of the field that is described.
const THIS: &[&str] = &[
    "this parameter",
    "this field",
    "this request parameter",
    "this header",
    "these parameters",
    "the parameter",
];

/// Words that follow a name and say nothing.
const KINDS: &[&str] = &[
    "request parameters",
    "request parameter",
    "parameters",
    "parameter",
    "fields",
    "field",
];

/// Says that the field before must be set.
const NEEDED: &[&str] = &[
    "is required",
    "takes effect and is required",
    "is valid and required",
    "is available and required",
    "is only required",
    "is also required",
    "are required",
    "is mandatory",
    "must be specified",
    "must be set",
    "must be configured",
    "must be provided",
    "must also be specified",
    "must be specified as well",
    "is a required parameter",
    "cannot be empty",
    "must not be empty",
    "cannot be left empty",
];

/// Says that the field after must be set.
const NEED: &[&str] = &[
    "you must specify",
    "you must set",
    "you must configure",
    "you must also specify",
    "you must provide",
    "you need to specify",
    "you must also configure",
    "you must also set",
    "you have to specify",
    "you also need to specify",
    "you must also provide",
];

/// Says how many of the fields after are set.
const AT_LEAST: &[&str] = &["at least one of", "one of", "either"];
const EXACTLY: &[&str] = &["only one of", "exactly one of"];
const CHOICE: &[(&str, Count)] = &[
    ("you must and can specify only one of", Count::ExactlyOne),
    ("you can specify only one of", Count::AtMostOne),
    ("you can only specify one of", Count::AtMostOne),
    ("you can configure only one of", Count::AtMostOne),
    ("you can set only one of", Count::AtMostOne),
    ("you cannot specify both", Count::AtMostOne),
    ("you cannot configure both", Count::AtMostOne),
    ("you cannot set both", Count::AtMostOne),
    ("you must select at least one of", Count::AtLeastOne),
];

/// Says the same behind the fields.
const AFTER: &[(&str, Count)] = &[
    ("are mutually exclusive", Count::AtMostOne),
    ("cannot be specified at the same time", Count::AtMostOne),
    ("cannot be set at the same time", Count::AtMostOne),
    ("cannot be configured at the same time", Count::AtMostOne),
    ("cannot be used together", Count::AtMostOne),
    ("cannot be both specified", Count::AtMostOne),
];

/// Closes a sentence about several fields.
const CLOSING: &[&str] = &[
    "at the same time",
    "together",
    "in the request",
    "in each request",
    "in a request",
    "for each request",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    AtLeastOne,
    ExactlyOne,
    AtMostOne,
}

/// Reads a whole sentence.
pub(super) fn read(words: &[Word]) -> Option<Statement> {
    let after = || {
        let mut parser = Parser { words, at: 0 };
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
        let mut parser = Parser { words, at: 0 };
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

impl Parser<'_> {
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
            .or_else(|| self.eat_any(AT_LEAST).map(|()| Count::AtLeastOne))
            .or_else(|| self.eat_any(EXACTLY).map(|()| Count::ExactlyOne));
        let subjects = self.subjects()?;
        let mut count = match (count, leading.is_some() || must) {
            (Some(count), true) => count,
            (Some(Count::AtLeastOne), false) => {
                self.eat_any(&[
                    "must be specified",
                    "must be provided",
                    "must be set",
                    "is required",
                    "must be configured",
                ])?;
                Count::AtLeastOne
            }
            (Some(_), false) => {
                self.eat_any(&["can be specified", "can be set", "can be configured"])?;
                Count::AtMostOne
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
            (None, true) if self.has_or() => Count::AtLeastOne,
            (None, true) => return None,
        };
        let _ = self.eat_any(CLOSING);
        if self.eat("but not both").is_some() {
            count = Count::ExactlyOne;
        }
        // What a choice is for does not change it.
        if count == Count::AtLeastOne && self.eat("to").is_some() {
            self.at = self.words.len();
        }
        let distinct = subjects
            .iter()
            .enumerate()
            .all(|(at, subject)| !subjects[..at].contains(subject));
        (subjects.len() > 1 && distinct).then_some(match count {
            Count::AtLeastOne => Demand::AtLeastOne(subjects),
            Count::ExactlyOne => Demand::ExactlyOne(subjects),
            Count::AtMostOne => Demand::AtMostOne(subjects),
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

#[cfg(test)]
mod tests {
    use super::super::sentence::words;
    use super::*;

    fn subject(subject: &Subject) -> &str {
        match subject {
            Subject::This => "this",
            Subject::Named(name) => name,
        }
    }

    fn shown(sentence: &str) -> Option<String> {
        let Statement { when, demand } = read(&words(sentence))?;
        let when = when.iter().map(|(of, test)| match test {
            Test::Is(values) => {
                let values: Vec<&str> = values.iter().map(|(text, _)| text.as_str()).collect();
                format!("{}={} ", subject(of), values.join("|"))
            }
            Test::Present => format!("+{} ", subject(of)),
            Test::Absent => format!("-{} ", subject(of)),
        });
        let (word, subjects) = match &demand {
            Demand::Require(subjects) => ("all", subjects),
            Demand::AtLeastOne(subjects) => ("some", subjects),
            Demand::ExactlyOne(subjects) => ("one", subjects),
            Demand::AtMostOne(subjects) => ("most", subjects),
        };
        let subjects: Vec<&str> = subjects.iter().map(subject).collect();
        Some(format!(
            "{}{word} {}",
            when.collect::<String>(),
            subjects.join(" ")
        ))
    }

    #[test]
    fn sentences_that_are_wholly_understood() {
        for (sentence, expected) in [
            (
                "This parameter is required if Mode is set to Fast.",
                "Mode=Fast all this",
            ),
            (
                "This parameter is required when the **Mode** parameter is set to **A** or **B**.",
                "Mode=A|B all this",
            ),
            (
                ">  This parameter is required only if you set Mode to A, B, or C.",
                "Mode=A|B|C all this",
            ),
            (
                "If you set `Mode` to `A`, this parameter is required",
                "Mode=A all this",
            ),
            (
                "If Mode is set to A, you must specify this parameter.",
                "Mode=A all this",
            ),
            (
                "If you set this parameter to A, you must also specify Size.",
                "this=A all Size",
            ),
            ("When Mode is A, Size is required.", "Mode=A all Size"),
            ("Required when Mode is set to A (text).", "Mode=A all this"),
            (
                "This parameter takes effect and is required only when **Mode**.**Kind** is set to A.",
                "Mode.Kind=A all this",
            ),
            (
                "You must specify this parameter if Mode is set to A and Kind is set to B.",
                "Mode=A Kind=B all this",
            ),
            (
                "This parameter is required if Id is not specified.",
                "-Id all this",
            ),
            (
                "If you do not specify Id, you must specify Name.",
                "-Id all Name",
            ),
            (
                "This parameter is required if you specify the Id parameter.",
                "+Id all this",
            ),
            (
                "You must specify at least one of the Id and Name parameters.",
                "some Id Name",
            ),
            (
                "You must specify at least one of the following parameters: A, B, and C.",
                "some A B C",
            ),
            (
                "You must specify either this parameter or the Id parameter to tell which one is meant.",
                "some this Id",
            ),
            (
                "Either this parameter or Id must be specified.",
                "some this Id",
            ),
            ("You must specify Id or Name.", "some Id Name"),
            ("You must specify only one of Id and Name.", "one Id Name"),
            (
                "You must specify either Id or Name, but not both.",
                "one Id Name",
            ),
            (
                "You can specify only one of **Id** and **Name**.",
                "most Id Name",
            ),
            (
                "You cannot specify both Id and Name at the same time.",
                "most Id Name",
            ),
            ("Id and Name are mutually exclusive.", "most Id Name"),
            (
                "This field is mutually exclusive with `Id`.",
                "most this Id",
            ),
        ] {
            assert_eq!(shown(sentence).as_deref(), Some(expected), "{sentence}");
        }
    }

    #[test]
    fn sentences_that_are_not() {
        for sentence in [
            "This parameter is required.",
            "This parameter is required if you want to create a thing.",
            "This parameter is required if Mode is set to A, and is ignored otherwise.",
            "This parameter is required unless Mode is set to A.",
            "This parameter is required if Mode is not set to A.",
            "This parameter is required if Mode is set to a value greater than 1.",
            "This parameter is required if Mode is set to A or Kind is set to B.",
            "This parameter takes effect only if Mode is set to A.",
            "This parameter is not required if Mode is set to A.",
            "You must specify the RAM role only if they differ.",
            "In most cases, this parameter is required.",
            "You must specify Id and Name.",
            "You must specify at least one of them.",
            "",
        ] {
            assert_eq!(shown(sentence), None, "{sentence}");
        }
    }
}
