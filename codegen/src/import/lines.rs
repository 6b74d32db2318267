//! The lines of a spec, each with the keys that it stands under.
//!
//! In: the text of a file. Out: its lines with their places, and a short hash of each: the same line under other
//! keys is another line. So that two texts can be compared line by line, without regard to their order.

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// The keys around it, with dots between.
    pub(super) path: String,
    /// What it says, without its indentation.
    pub(super) text: &'t str,
}

/// The hash of a line, which names it in the record of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct LineHash(u64);

/// Letters of a hash, six bits each.
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Letters that a hash is written with: two lines of a file are mixed up less than once in ten billion times.
pub(super) const HASH_LETTERS: usize = 6;

impl Line<'_> {
    /// Its hash; the function is ours and never changes, because hashes are kept in files.
    pub(super) fn hash(&self) -> LineHash {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let bytes = self.path.bytes().chain([0]).chain(self.text.bytes());
        for byte in bytes {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        LineHash((hash ^ (hash >> 36)) & ((1 << (6 * HASH_LETTERS)) - 1))
    }

    /// The line with the keys around it, for people.
    pub(super) fn shown(&self) -> String {
        if self.path.is_empty() {
            self.text.to_owned()
        } else {
            format!("{}.{}", self.path, self.text)
        }
    }
}

impl LineHash {
    /// The hash as it is written.
    pub(super) fn write(self, out: &mut String) {
        for index in 0..HASH_LETTERS {
            out.push(char::from(LETTERS[(self.0 >> (6 * index)) as usize & 63]));
        }
    }

    /// The hash that these letters stand for.
    pub(super) fn read(letters: &[u8]) -> Option<Self> {
        if letters.len() != HASH_LETTERS {
            return None;
        }
        let mut hash = 0;
        for letter in letters.iter().rev() {
            let value = LETTERS.iter().position(|known| known == letter)?;
            hash = hash << 6 | value as u64;
        }
        Some(LineHash(hash))
    }
}

/// The lines of a text.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let mut around: Vec<(usize, &str)> = Vec::new();
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut rest = line.trim_start_matches(' ');
        let mut indent = line.len() - rest.len();
        if !rest.is_empty() {
            around.retain(|(other, _)| *other < indent);
        }
        let path: Vec<&str> = around.iter().map(|(_, key)| *key).collect();
        lines.push(Line {
            path: path.join("."),
            text: rest.trim_end(),
        });
        while let Some(entry) = rest.strip_prefix("- ") {
            around.push((indent, "[]"));
            rest = entry.trim_start_matches(' ');
            indent += 2;
        }
        if let Some(key) = key(rest) {
            around.push((indent, key));
        }
    }
    lines
}

/// The key that a line begins with.
fn key(line: &str) -> Option<&str> {
    let quote = line.chars().next().filter(|c| matches!(c, '"' | '\''));
    let end = match quote {
        Some(quote) => 2 + line[1..].find(quote)?,
        None => line
            .find(": ")
            .or(line.find(':').filter(|end| end + 1 == line.len()))?,
    };
    let is_key = line[end..].starts_with(':') && !line.starts_with(['#', '{', '[']);
    is_key.then(|| line[..end].trim_matches(['"', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_the_keys_around_them() {
        let text = "\
# A comment: of a hand.
a: b
c:
  d: { e: f }
  \"g:\":
    - h: i
      j: k

    - l
m: |
  n: o
p: q\r
";
        let shown: Vec<String> = lines(text).iter().map(Line::shown).collect();
        let expected = [
            "# A comment: of a hand.",
            "a: b",
            "c:",
            "c.d: { e: f }",
            "c.\"g:\":",
            "c.g:.- h: i",
            "c.g:.[].j: k",
            "c.g:.[].j.",
            "c.g:.- l",
            "m: |",
            "m.n: o",
            "p: q",
        ];
        assert_eq!(shown, expected);
    }

    #[test]
    fn hashes_tell_lines_apart_and_survive_being_written() {
        let text = "a:\n  c: d\nb:\n  c: d\n  c: e\n";
        let hashes: Vec<LineHash> = lines(text).iter().map(Line::hash).collect();
        assert_ne!(hashes[1], hashes[3]);
        assert_ne!(hashes[3], hashes[4]);
        for hash in hashes {
            let mut out = String::new();
            hash.write(&mut out);
            assert_eq!(out.len(), HASH_LETTERS);
            assert_eq!(LineHash::read(out.as_bytes()), Some(hash));
        }
        let mut known = String::new();
        lines("kind: read")[0].hash().write(&mut known);
        assert_eq!(known, "eiAcSS", "hashes of earlier runs are read for ever");
        assert_eq!(LineHash::read(b"aaaaa"), None);
    }
}
