//! `QUIRKS.md`: the table of fixups for people, with how often each occurs in the catalogue.
//!
//! `BLESS=1` writes the table; with the catalogue at hand it counts anew, otherwise the counts stay.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::metadata::fixups::{Fixup, TABLE};

const INTRODUCTION: &str = "\
# Quirks of the metadata

What Alibaba Cloud's own `api-docs.json` files do oddly, and what the importer makes of it. Each row is a function
in `fixups/` (or in the pass that meets the quirk), with a test that shows the decision; its code stands in the
ledger of an import, with the place of every occurrence. The last column counts these in the 258 files of the
catalogue of December 2025; `0` is known from other products or other editions of the files.

Numbers are taken where text belongs and the other way round, and `null` is the same as nothing, without a note.
The method is `POST` where it is offered, otherwise the first one; an operation is anonymous when it can be called
in no other way; the style of a product decides between query and path, never `consumes`. Sets of values are often
not complete: they warn, and so does every limit beside them; other limits are enforced.

Not read, since no client has a use for it: `visibility` (private members are kept), `backendName` and other
leftovers of the gateway, `allowEmptyValue`, `nullable`, `isFileTransferUrl`, `sdkPropertyName`, `flowControl`,
`changeSet`, `directories`.

Made by `BLESS=1 cargo test -p alicloud-codegen quirks`.
";

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/metadata/QUIRKS.md")
}

/// The counts that the table has now.
pub(super) fn counts() -> BTreeMap<String, usize> {
    let text = std::fs::read_to_string(file()).unwrap_or_default();
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| `")?.split(" | ");
        let code = cells.next()?.trim_end_matches('`').to_owned();
        let count = cells.last()?.trim_end_matches(" |").parse().ok()?;
        Some((code, count))
    });
    rows.collect()
}

/// Writes the table with these counts.
pub(super) fn write(counts: &BTreeMap<String, usize>) {
    std::fs::write(file(), table(counts)).expect("the folder of the sources can be written");
}

fn table(counts: &BTreeMap<String, usize>) -> String {
    let mut text = INTRODUCTION.to_owned();
    for (subject, fixups) in TABLE {
        text.push_str(&format!("\n## {subject}\n\n"));
        text.push_str("| code | upstream | here | times |\n| --- | --- | --- | --- |\n");
        for rows in fixups.chunk_by(|a, b| a.code == b.code) {
            let code = rows[0].code;
            let join = |cell: fn(&Fixup) -> &'static str| {
                let mut cells: Vec<&str> = rows.iter().map(cell).collect();
                cells.dedup();
                cells.join("; ").replace('|', "\\|")
            };
            text.push_str(&format!(
                "| `{code}` | {} | {} | {} |\n",
                join(|row| row.about),
                join(|row| row.decision),
                counts.get(code).copied().unwrap_or_default(),
            ));
        }
    }
    text
}

#[test]
fn quirks_are_committed_as_the_table_says() {
    let expected = table(&counts());
    if std::env::var_os("BLESS").is_some() {
        write(&counts());
    }
    let found = std::fs::read_to_string(file()).expect("the table is committed");
    assert_eq!(found, expected, "mend with BLESS=1");
}
