//! The cargo features of the generated crate, between two marks in its manifest: one per product, and one for
//! all of them, so that what needs every product need not name any.
//!
//! Cargo reads features before it runs any build script, so a new product needs a second build.

pub(crate) const BEGIN: &str = "# <products: written by alicloud-codegen>";
pub(crate) const END: &str = "# </products>";

/// The feature that switches on all others between the marks.
const ALL: &str = "all-products";

/// The manifest with exactly these products between the marks; `None` when it has no marks.
pub(crate) fn with_products(manifest: &str, products: &[String]) -> Option<String> {
    let (before, _, after) = parts(manifest)?;
    let newline = if before.ends_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let mut products: Vec<&String> = products.iter().collect();
    products.sort();
    let mut lines = format!("{ALL} = {products:?}{newline}");
    for product in products {
        lines.push_str(&format!("{product} = []{newline}"));
    }
    Some(format!("{before}{lines}{after}"))
}

/// The products that a manifest has between the marks.
pub(crate) fn products(manifest: &str) -> Vec<&str> {
    let lines = parts(manifest)
        .map_or("", |(_, between, _)| between)
        .lines();
    let names = lines.filter_map(|line| Some(line.split_once('=')?.0.trim()));
    names.filter(|name| *name != ALL).collect()
}

/// Whether a line is this mark.
pub(super) fn is_mark(line: &str, mark: &str) -> bool {
    line.trim() == mark
}

/// What stands before, between and after the marks, which belong to what is around them.
fn parts(manifest: &str) -> Option<(&str, &str, &str)> {
    let mut end = 0;
    let mut lines = manifest.split_inclusive('\n').map(|line| {
        let start = end;
        end += line.len();
        (start, line)
    });
    let (start, line) = lines.find(|(_, line)| is_mark(line, BEGIN))?;
    let begin = start + line.len();
    let (end, _) = lines.find(|(_, line)| is_mark(line, END))?;
    Some((&manifest[..begin], &manifest[begin..end], &manifest[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_changes() {
        let manifest = format!("[features]\na = []\n{BEGIN}\nold = []\n{END}\n\n[lints]\n");
        let products = ["vpc".to_owned(), "ecs".to_owned()];
        let all = "all-products = [\"ecs\", \"vpc\"]\necs = []\nvpc = []\n";
        assert_eq!(
            with_products(&manifest, &products),
            Some(format!(
                "[features]\na = []\n{BEGIN}\n{all}{END}\n\n[lints]\n"
            ))
        );
        assert_eq!(with_products("[features]\n", &products), None);
        assert_eq!(
            with_products(&format!("{BEGIN}\r\n{END}"), &[]),
            Some(format!("{BEGIN}\r\nall-products = []\r\n{END}"))
        );
    }

    #[test]
    fn products_are_read_back() {
        let manifest = format!("[features]\na = []\n{BEGIN}\n{END}\n");
        let written = with_products(&manifest, &["vpc".to_owned(), "ecs".to_owned()]);
        assert_eq!(written.as_deref().map(products), Some(vec!["ecs", "vpc"]));
        assert!(products("[features]\na = []\n").is_empty());
    }
}
