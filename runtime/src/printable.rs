//! Text from elsewhere, harmless to print.
//!
//! In: text that a service or a caller wrote. Out: the same text with characters escaped that a terminal
//! obeys instead of showing, and line breaks with them: what looks like a second line of an error must
//! be one.

use std::fmt::{self, Write as _};

/// Escapes control characters and those that turn the direction of writing.
pub(crate) struct Printable<'t>(pub(crate) &'t str);

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| {
            if is_obeyed(character) {
                write!(f, "{}", character.escape_default())
            } else {
                f.write_char(character)
            }
        })
    }
}

fn is_obeyed(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_terminal_obeys_is_escaped() {
        let table = [
            ("Bad \"Name\" \\ 名前 é", "Bad \"Name\" \\ 名前 é"),
            ("a\u{1b}[2J\nb\r\t\0", "a\\u{1b}[2J\\nb\\r\\t\\u{0}"),
            ("\u{7f}\u{9b}\u{202e}x", "\\u{7f}\\u{9b}\\u{202e}x"),
        ];
        for (text, expected) in table {
            assert_eq!(Printable(text).to_string(), expected);
        }
    }
}
