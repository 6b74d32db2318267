//! A part of a document that a program writes.
//!
//! In: a document, the program's name, a text. Out: the document with the text between the program's marks.

/// Nothing if the document has no such marks: `<!-- written by NAME -->` and `<!-- /NAME -->`.
pub fn with_part(document: &str, name: &str, text: &str) -> Option<String> {
    let (begin, end) = (
        format!("<!-- written by {name} -->"),
        format!("<!-- /{name} -->"),
    );
    let (before, rest) = document.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}\n{text}{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_between_the_marks_is_replaced_and_no_other() {
        let document = "a\n<!-- written by x -->\nold\n<!-- /x -->\nb\n";
        let new = "a\n<!-- written by x -->\nnew\n<!-- /x -->\nb\n";
        assert_eq!(with_part(document, "x", "new\n").as_deref(), Some(new));
        assert_eq!(with_part(document, "y", "new\n"), None);
        assert_eq!(with_part("<!-- written by x -->", "x", "new\n"), None);
    }
}
