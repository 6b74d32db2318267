//! Items -> text, item by item, with blank lines between.
//!
//! In: items as tokens. Out: their text, formatted. Item by item, because the formatter knows no blank lines.

use proc_macro2::TokenStream;

use crate::render::COMMENT_MARK;

use crate::render::Item;

/// The text of items, separated by blank lines; `use` items stand together.
pub(crate) fn items(items: Vec<Item>) -> String {
    let mut text = String::new();
    let mut after_use = false;
    for item in items {
        let tokens = match item {
            Item::Tokens(tokens) => tokens,
            Item::Text(own) => {
                separate(&mut text);
                text.push_str(&own);
                after_use = false;
                continue;
            }
        };
        for item in parse(tokens) {
            let is_use = matches!(item, syn::Item::Use(_));
            if !(is_use && after_use) {
                separate(&mut text);
            }
            text.push_str(&one(item));
            after_use = is_use;
        }
    }
    text
}

/// Puts a blank line behind what stands before.
fn separate(text: &mut String) {
    if !text.is_empty() {
        text.push('\n');
    }
}

/// Text inside a module that is itself printed inside another.
pub(super) fn indent(text: &str) -> String {
    let mut indented = String::new();
    for line in text.lines() {
        if !line.is_empty() {
            indented.push_str("    ");
            indented.push_str(line);
        }
        indented.push('\n');
    }
    indented
}

fn parse(tokens: TokenStream) -> Vec<syn::Item> {
    syn::parse2::<syn::File>(tokens)
        .expect("render gives valid items")
        .items
}

fn one(item: syn::Item) -> String {
    let text = prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    });
    let comment = format!("///{COMMENT_MARK}");
    let mut out = String::with_capacity(text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let inside = line.trim_start();
        match inside.strip_prefix(&comment) {
            Some(words) => {
                out.push_str(&line[..line.len() - inside.len()]);
                out.push_str("// ");
                out.push_str(words);
            }
            None => out.push_str(line),
        }
        out.push('\n');
        if line == "    }" && lines.peek().is_some_and(|next| next.starts_with("    ")) {
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn items_and_methods_are_apart_and_uses_together() {
        let printed = items(vec![
            Item::Tokens(quote!(
                use a::b;
            )),
            Item::Tokens(quote!(
                use c::d;
            )),
            Item::Tokens(quote!(
                impl X {
                    fn a(&self) {
                        b()
                    }
                    fn c(&self) {
                        d()
                    }
                }
            )),
            Item::Text("struct Y;\n".to_owned()),
        ]);
        assert_eq!(
            printed,
            "use a::b;\nuse c::d;\n\nimpl X {\n    fn a(&self) {\n        b()\n    }\n\n    fn c(&self) {\n        d()\n    }\n}\n\nstruct Y;\n"
        );
    }

    #[test]
    fn marked_docs_become_comments() {
        let printed = items(vec![Item::Tokens(quote!(
            static T: &[u8] = &[
                #[doc = "~ one: first"]
                f(1),
                #[doc = "~ two"]
                f(2).g(),
            ];
        ))]);
        assert!(
            printed.contains("    // one: first\n    f(1),\n    // two\n    f(2).g(),\n"),
            "{printed}"
        );
    }
}
