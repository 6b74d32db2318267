//! The cargo features of the generated crate, between two marks in its manifest: one per product, and one for
//! all of them, so that what needs every product need not name any.
//!
//! Cargo reads features before it runs any build script, so a new product needs a second build.

const BEGIN: &str = "# <products: written by alicloud-codegen>\n";
const END: &str = "# </products>\n";

/// The feature that switches on all others between the marks.
const ALL: &str = "all-products";

/// The manifest with exactly these products between the marks; `None` when it has no marks.
pub(crate) fn with_products(manifest: &str, products: &[String]) -> Option<String> {
    let (before, _, after) = parts(manifest)?;
    let mut products: Vec<&String> = products.iter().collect();
    products.sort();
    let mut lines = format!("{ALL} = {products:?}\n");
    for product in products {
        lines.push_str(&format!("{product} = []\n"));
    }
    Some(format!("{before}{BEGIN}{lines}{END}{after}"))
}

/// The products that a manifest has between the marks.
pub(crate) fn products(manifest: &str) -> Vec<&str> {
    let lines = parts(manifest)
        .map_or("", |(_, between, _)| between)
        .lines();
    let names = lines.filter_map(|line| Some(line.split_once('=')?.0.trim()));
    names.filter(|name| *name != ALL).collect()
}

/// What stands before, between and after the marks.
fn parts(manifest: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = manifest.split_once(BEGIN)?;
    let (between, after) = rest.split_once(END)?;
    Some((before, between, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_changes() {
        let manifest = format!("[features]\na = []\n{BEGIN}old = []\n{END}\n[lints]\n");
        let products = ["vpc".to_owned(), "ecs".to_owned()];
        let all = "all-products = [\"ecs\", \"vpc\"]\necs = []\nvpc = []\n";
        assert_eq!(
            with_products(&manifest, &products),
            Some(format!("[features]\na = []\n{BEGIN}{all}{END}\n[lints]\n"))
        );
        assert_eq!(with_products("[features]\n", &products), None);
        assert_eq!(
            with_products(&format!("{BEGIN}{END}"), &[]),
            Some(format!("{BEGIN}all-products = []\n{END}"))
        );
    }

    #[test]
    fn products_are_read_back() {
        let manifest = format!("[features]\na = []\n{BEGIN}{END}");
        let written = with_products(&manifest, &["vpc".to_owned(), "ecs".to_owned()]);
        assert_eq!(written.as_deref().map(products), Some(vec!["ecs", "vpc"]));
        assert!(products("[features]\na = []\n").is_empty());
    }
}
