//! How deep brackets are nested in a text of YAML.
//!
//! In: the text of a file. Out: the place at which they are nested deeper than allowed. The YAML parser takes time that
//! grows with the square of that depth, so this comes before it. Brackets inside of quotes, comments and blocks of text
//! are none; a plain text that goes on in a further line is the one place where this looks more closely than it has to.

/// The place of the first bracket that is nested deeper than `most`.
pub(super) fn too_deep(text: &str, most: usize) -> Option<usize> {
    Scanner {
        text: text.as_bytes(),
        at: 0,
        line: 0,
        depth: 0,
        most,
    }
    .run()
}

struct Scanner<'t> {
    text: &'t [u8],
    at: usize,
    /// Where the line begins.
    line: usize,
    depth: usize,
    most: usize,
}

impl Scanner<'_> {
    fn run(mut self) -> Option<usize> {
        // The column of the key or dash that a block of text would belong to.
        let mut entry = None;
        let mut may_start = true;
        while let Some(byte) = self.peek() {
            match byte {
                b'\n' => {
                    self.at += 1;
                    self.line = self.at;
                    (entry, may_start) = (None, true);
                }
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'#' if self.is_behind_space() => self.skip_line(),
                b'[' | b'{' if may_start || self.depth > 0 => {
                    self.depth += 1;
                    if self.depth > self.most {
                        return Some(self.at);
                    }
                    self.at += 1;
                    may_start = true;
                }
                b']' | b'}' if self.depth > 0 => {
                    self.depth -= 1;
                    self.at += 1;
                    may_start = false;
                }
                b',' if self.depth > 0 => {
                    self.at += 1;
                    may_start = true;
                }
                b'"' | b'\'' if may_start => {
                    entry = Some(self.column());
                    self.skip_quoted(byte);
                    may_start = false;
                }
                b'|' | b'>' if may_start && self.depth == 0 => {
                    self.skip_block(entry);
                    (entry, may_start) = (None, true);
                }
                b'&' | b'*' | b'!' if may_start => self.skip_word(),
                b'-' | b'?' if may_start && self.is_before_space() => {
                    entry = Some(self.column());
                    self.at += 1;
                }
                b':' if self.depth > 0 || self.is_before_space() => {
                    self.at += 1;
                    may_start = true;
                }
                b'-' if may_start && self.text[self.at..].starts_with(b"---") => self.at += 3,
                _ => {
                    if may_start {
                        entry = Some(self.column());
                    }
                    self.at += 1;
                    may_start = false;
                }
            }
        }
        None
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn is_before_space(&self) -> bool {
        let next = self.text.get(self.at + 1);
        next.is_none_or(|next| next.is_ascii_whitespace())
    }

    fn is_behind_space(&self) -> bool {
        self.at == 0 || self.text[self.at - 1].is_ascii_whitespace()
    }

    /// Bytes before this one in its line.
    fn column(&self) -> usize {
        self.at - self.line
    }

    fn skip_line(&mut self) {
        let rest = self.text[self.at..].iter();
        self.at += rest.take_while(|byte| **byte != b'\n').count();
    }

    /// An anchor, an alias or a tag.
    fn skip_word(&mut self) {
        let rest = self.text[self.at..].iter();
        let is_inside = |byte: &&u8| !byte.is_ascii_whitespace() && !b",[]{}".contains(byte);
        self.at += rest.take_while(is_inside).count();
    }

    fn skip_quoted(&mut self, quote: u8) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            if byte == b'\\' && quote == b'"' {
                self.at += 1;
            } else if byte == quote {
                // A quote written twice opens again, which is as good as one that is not closed.
                if quote == b'\'' && self.peek() == Some(quote) {
                    self.at += 1;
                    continue;
                }
                return;
            }
        }
    }

    /// A literal or folded text, which is all that is indented like its first line.
    fn skip_block(&mut self, entry: Option<usize>) {
        let rest = self.text[self.at + 1..].iter().take(2);
        let said = rest.copied().find(u8::is_ascii_digit);
        let said = said.map(|digit| entry.unwrap_or(0) + usize::from(digit - b'0'));
        self.skip_line();
        let mut inside = said;
        while self.peek().is_some() {
            let line = &self.text[self.at + 1..];
            let indent = line.iter().take_while(|byte| **byte == b' ').count();
            let is_blank = line
                .get(indent)
                .is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
            let least = inside.unwrap_or(entry.map_or(0, |entry| entry + 1));
            if !is_blank && indent < least {
                return;
            }
            if !is_blank {
                inside.get_or_insert(indent);
            }
            self.at += 1;
            self.skip_line();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_that_nest_are_counted_and_no_others() {
        for (text, deep) in [
            ("a: [[[]]]", true),
            ("a: [[[[\n", true),
            ("- {a: {b: {c: {", true),
            ("a:\n  - &x [[[", true),
            ("? [[[", true),
            ("--- [[[", true),
            ("[a, [b, [", true),
            ("[\"]\", '[[[', [[", true),
            ("a: [[ # [[[\n]]", false),
            ("a: '[[['", false),
            ("a: 'it''s [[['", false),
            ("a: \"\\\"[[[\"", false),
            ("a: b [[[ c", false),
            ("a: it's [[[\nb: '[[['", false),
            ("# [[[\na: 1", false),
            ("a: [[1], [2], [3]]", false),
            ("a: |\n  [[[\n\n  [[[\nb: [[]]", false),
            ("a: >-\n  [[[\nb: [[[", true),
            ("- |\n [[[\n- [[[", true),
            ("- a: |2\n    [[[\n  b: 1", false),
            ("- a: |\n  b: [[[", true),
            ("a: |\n    x\n  [[[", true),
            ("\"a\": |\n  [[[", false),
            ("a: |", false),
            ("a: '[[[", false),
            ("a: *b\nc: [[[", true),
        ] {
            assert_eq!(too_deep(text, 2).is_some(), deep, "{text:?}");
        }
    }

    #[test]
    fn the_place_is_that_of_the_bracket() {
        assert_eq!(too_deep("é: [[1], [[", 2), Some(11));
    }
}
