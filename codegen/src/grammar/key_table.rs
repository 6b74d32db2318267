//! `specs/README.md`: every key of the format with its meaning.
//!
//! In: the tables of the grammar. Out: Markdown.

use super::words;
use super::{Object, objects};

const INTRO: &str = "\
# Specs

One documented API page is one file: `<product>/<version>/<Operation>.yaml`. What holds for the whole
product version is in `product.yaml` beside it, structures that several operations share in
`schemas.yaml`, which maps names to fields. Adding an operation is adding a file.

The first line of a file names its schema, so that editors complete and check while typing:

    # yaml-language-server: $schema=../../schema/operation.schema.json

* Descriptions are short sentences of our own. A fact that is not on the page carries `source`.
* A value is taken as it is written: `1.10` stays `1.10`, and `true` matches the text `true`. In `when`, the
  words `present` and `absent` are conditions; as values they are written in a list: `[present]`.
* A range holds both of its ends: `3..=28`, `..=20`, `1..`; a number alone means exactly that many.
* Set means present, and for text, lists and maps not empty. A condition on a field that is not set is false,
  a constraint on a field that is not set holds.
* In a path the longest wire name wins (`SystemDisk.Size` may be one name), otherwise `.` goes into a
  structure and `[]` stands for each entry of a list. Paths through the same list speak of the same entry.
* Unknown and repeated keys, tags, merge keys and files of more than one document are refused.

This file and the schemas are made from the tables in `codegen/src/grammar`:
`BLESS=1 cargo test -p alicloud-codegen committed` writes them.
";

/// The table of keys.
pub(crate) fn key_table() -> String {
    let mut out = INTRO.to_owned();
    for object in objects() {
        out.push_str(&section(object));
    }
    out.push_str("\n## Words\n");
    for (keys, list) in words::ALL {
        out.push_str(&format!("\n| {keys} | meaning |\n| --- | --- |\n"));
        for word in *list {
            out.push_str(&format!("| `{}` | {} |\n", word.name, word.doc));
        }
    }
    out
}

fn section(object: &Object) -> String {
    let name = object
        .name
        .strip_prefix("an ")
        .or(object.name.strip_prefix("a "))
        .unwrap_or(object.name);
    let mut out = format!("\n## {}\n\n{}\n\n", capital(name), object.doc);
    out.push_str("| key | takes | meaning |\n| --- | --- | --- |\n");
    for key in object.keys {
        let needed = if key.required { " **Needed.**" } else { "" };
        out.push_str(&format!(
            "| `{}` | {} | {}{needed} |\n",
            key.name,
            capital(&key.wants.brief()),
            key.doc
        ));
    }
    out
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(characters).collect()
    })
}
