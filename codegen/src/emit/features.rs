//! The cargo features of the generated crate: one per product, between two marks in its manifest.
//!
//! Cargo reads features before it runs any build script, so a new product needs a second build.

const BEGIN: &str = "# <products: written by alicloud-codegen>\n";
const END: &str = "# </products>\n";

/// The manifest with exactly these features between the marks; `None` when it has no marks.
pub(crate) fn with_features(manifest: &str, features: &[&str]) -> Option<String> {
    let (before, rest) = manifest.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    let lines: String = features
        .iter()
        .map(|feature| format!("{feature} = []\n"))
        .collect();
    Some(format!("{before}{BEGIN}{lines}{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_the_marks_changes() {
        let manifest = format!("[features]\na = []\n{BEGIN}old = []\n{END}\n[lints]\n");
        assert_eq!(
            with_features(&manifest, &["ecs", "vpc"]).as_deref(),
            Some(
                format!("[features]\na = []\n{BEGIN}ecs = []\nvpc = []\n{END}\n[lints]\n").as_str()
            )
        );
        assert_eq!(with_features("[features]\n", &["ecs"]), None);
    }
}
