//! How deep brackets are nested in a text of YAML.
//!
//! In: the text of a file. Out: the place at which they are nested deeper than allowed. The YAML parser takes time that
//! grows with the square of that depth, so this comes before it. Brackets inside of text are none, and where a text
//! ends is decided as libyaml decides it, by indentation too: what this took for text and the parser did not would be a
//! way around the limit. A file that the parser refuses may be read on in any way, as the parser stops there.

/// The place of the first bracket that is nested deeper than `most`.
pub(super) fn too_deep(text: &str, most: usize) -> Option<usize> {
    Scanner {
        text: text.as_bytes(),
        at: 0,
        line: 0,
        depth: 0,
        blocks: Vec::new(),
        key: None,
    }
    .run(most)
}

struct Scanner<'t> {
    text: &'t [u8],
    at: usize,
    /// Where the line begins.
    line: usize,
    depth: usize,
    /// The columns of the lists and maps around this place that are written without brackets.
    blocks: Vec<usize>,
    /// The column of what is a key if a colon comes in this line.
    key: Option<usize>,
}

impl Scanner<'_> {
    fn run(mut self, most: usize) -> Option<usize> {
        loop {
            self.skip_space();
            let byte = self.peek()?;
            self.leave_blocks();
            if self.is_marker() {
                self.blocks.clear();
                self.at += 3;
                continue;
            }
            match byte {
                b'%' if self.column() == 0 => self.skip_line(),
                b'[' | b'{' => {
                    self.may_be_key();
                    self.depth += 1;
                    if self.depth > most {
                        return Some(self.at);
                    }
                    self.at += 1;
                }
                b']' | b'}' => {
                    self.depth = self.depth.saturating_sub(1);
                    self.at += 1;
                }
                b',' => self.at += 1,
                b'-' if self.is_blank(self.at + 1) => self.indicator(None),
                b'?' if self.depth > 0 || self.is_blank(self.at + 1) => self.indicator(None),
                b':' if self.depth > 0 || self.is_blank(self.at + 1) => self.indicator(self.key),
                b'|' | b'>' if self.depth == 0 => self.skip_block(),
                _ => {
                    self.may_be_key();
                    match byte {
                        b'"' | b'\'' => self.skip_quoted(byte),
                        b'&' | b'*' => self.skip_anchor(),
                        b'!' => self.skip_tag(),
                        _ => self.skip_plain(),
                    }
                }
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Bytes before this one in its line; as many as characters wherever a list or a map may begin.
    fn column(&self) -> usize {
        self.at - self.line
    }

    /// How many bytes end the line here; none if it goes on.
    fn line_end(&self, at: usize) -> usize {
        match self.text.get(at..).unwrap_or_default() {
            [b'\r', b'\n', ..] | [0xC2, 0x85, ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
            _ => 0,
        }
    }

    fn is_blank(&self, at: usize) -> bool {
        let byte = self.text.get(at);
        byte.is_none_or(|byte| matches!(byte, b' ' | b'\t')) || self.line_end(at) > 0
    }

    /// Whether a document begins or ends here.
    fn is_marker(&self) -> bool {
        let rest = &self.text[self.at..];
        let is_one = rest.starts_with(b"---") || rest.starts_with(b"...");
        self.column() == 0 && is_one && self.is_blank(self.at + 3)
    }

    /// One byte or one end of a line further.
    fn step(&mut self) {
        match self.line_end(self.at) {
            0 => self.at += 1,
            end => {
                self.at += end;
                self.line = self.at;
                self.key = None;
            }
        }
    }

    fn skip_blank(&mut self) {
        while self.peek().is_some() && self.is_blank(self.at) {
            self.step();
        }
    }

    fn skip_space(&mut self) {
        self.skip_blank();
        while self.peek() == Some(b'#') {
            self.skip_line();
            self.skip_blank();
        }
    }

    fn skip_line(&mut self) {
        while self.peek().is_some() && self.line_end(self.at) == 0 {
            self.at += 1;
        }
    }

    /// Indentation ends lists and maps, save between brackets.
    fn leave_blocks(&mut self) {
        while self.depth == 0 && self.blocks.last() > Some(&self.column()) {
            self.blocks.pop();
        }
    }

    fn may_be_key(&mut self) {
        if self.depth == 0 {
            self.key = self.key.or(Some(self.column()));
        }
    }

    /// A dash, a question mark or a colon: a list or map begins at its key, or else at itself.
    fn indicator(&mut self, key: Option<usize>) {
        let column = key.unwrap_or(self.column());
        if self.depth == 0 {
            if self.blocks.last() < Some(&column) {
                self.blocks.push(column);
            }
            self.key = None;
        }
        self.at += 1;
    }

    fn skip_anchor(&mut self) {
        self.at += 1;
        while let Some(b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z') = self.peek() {
            self.at += 1;
        }
    }

    fn skip_tag(&mut self) {
        let is_whole = self.text[self.at..].starts_with(b"!<");
        let may_hold_comma = self.depth == 0 || is_whole;
        while !self.is_blank(self.at) && (may_hold_comma || self.peek() != Some(b',')) {
            if is_whole && self.peek() == Some(b'>') {
                self.at += 1;
                return;
            }
            self.at += 1;
        }
    }

    fn skip_quoted(&mut self, quote: u8) {
        self.at += 1;
        while let Some(byte) = self.peek() {
            self.step();
            if byte == b'\\' && quote == b'"' && self.peek().is_some() {
                self.step();
            } else if byte == quote {
                // A quote written twice stands for itself.
                if quote == b'\'' && self.peek() == Some(quote) {
                    self.at += 1;
                    continue;
                }
                return;
            }
        }
    }

    /// A text without quotes, which goes on in all lines that are indented deeper than what it belongs to.
    fn skip_plain(&mut self) {
        let least = self.blocks.last().map_or(0, |column| column + 1);
        loop {
            while !self.is_blank(self.at) {
                match self.text[self.at] {
                    b':' if self.is_blank(self.at + 1) => break,
                    b',' | b'[' | b']' | b'{' | b'}' if self.depth > 0 => break,
                    _ => self.at += 1,
                }
            }
            if self.peek().is_none() || !self.is_blank(self.at) {
                return;
            }
            self.skip_blank();
            let is_outside = self.depth == 0 && self.column() < least;
            if is_outside || self.is_marker() || matches!(self.peek(), None | Some(b'#')) {
                return;
            }
        }
    }

    /// A literal or folded text, which is all that is indented like its first line.
    fn skip_block(&mut self) {
        let rest = self.text[self.at + 1..].iter().take(2);
        let said = rest.copied().find(u8::is_ascii_digit);
        let around = self.blocks.last().copied();
        let said = said.map(|digit| around.unwrap_or(0) + usize::from(digit - b'0'));
        self.skip_line();
        let mut least = said.unwrap_or(around.unwrap_or(0) + 1);
        let mut is_first = said.is_none();
        while self.peek().is_some() {
            self.step();
            while self.peek() == Some(b' ') {
                self.at += 1;
            }
            let is_empty = self.line_end(self.at) > 0;
            if is_first {
                // Lines of nothing but spaces count before the first one that has more.
                least = least.max(self.column());
                is_first = is_empty;
            }
            if !is_empty && self.column() < least {
                return;
            }
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
            // What goes on in a further line is plain text there too, whatever it begins with.
            ("a: b\n  'c\nd: [[[", true),
            ("a: b\n  \"c\nd: [[[", true),
            ("a: b\n  |\nd: [[[", true),
            ("a: b\n  >\nd: [[[", true),
            ("a: b\n  - 'c\nd: [[[", true),
            ("a:\n   b\n  'c\nd: [[[", true),
            ("- b\n 'c\n- [[[", true),
            ("[a\n'b, [[", true),
            ("[a:'b, [[", true),
            ("[!<a,'b> c, [[", true),
            ("a: b\n  [[[ c\nd: 1", false),
            // A text that is indented no deeper than its key is none of it.
            ("a: b\n'c [[[': d", false),
            ("a: b\n\"c # d\": [[[", true),
            ("a: b\n'c': |\n  [[[\nd: 1", false),
            ("- a\n- '[[['\n- \"b\n  [[[\"", false),
            ("- a: b\n  c: '[[['", false),
            // Documents and lines end where the parser has them end.
            ("--- |\n [[[\n--- [[[", true),
            ("a\n...\n'[[['", false),
            ("--- |\n[[[", true),
            ("# b\ra: [[[", true),
            ("# b\u{2028}a: [[[", true),
            ("a: |\n     \n  [[[", true),
            ("&x a: |\n  [[[", false),
            ("? a\n: |\n  [[[\n? '[[['", false),
        ] {
            assert_eq!(too_deep(text, 2).is_some(), deep, "{text:?}");
        }
    }

    #[test]
    fn the_place_is_that_of_the_bracket() {
        assert_eq!(too_deep("é: [[1], [[", 2), Some(11));
    }
}
