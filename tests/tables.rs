//! What the generator writes into the texts of tables, the runtime reads: `golden/<feature>/tables.txt` shows what it
//! knows of the requests in `golden/<feature>/expected.rs`, beside the specs in the same folder.

use alicloud::Operation;
use alicloud::rt::{Model, Schema};
use alicloud_tests::golden::Differences;
use alicloud_tests::scratch::root;

#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    deprecated,
    reason = "it is a library"
)]
mod facts {
    include!("golden/facts/expected.rs");
}
#[allow(dead_code, missing_docs, unreachable_pub, reason = "it is a library")]
mod pages {
    include!("golden/pages/expected.rs");
}
#[allow(dead_code, missing_docs, unreachable_pub, reason = "it is a library")]
mod rules {
    include!("golden/rules/expected.rs");
}

#[allow(dead_code, missing_docs, unreachable_pub, reason = "it is a library")]
mod entries {
    include!("golden/entries/expected.rs");
}
#[allow(dead_code, missing_docs, unreachable_pub, reason = "it is a library")]
mod forms {
    include!("golden/forms/expected.rs");
}
#[allow(dead_code, missing_docs, unreachable_pub, reason = "it is a library")]
mod headers {
    include!("golden/headers/expected.rs");
}
#[allow(dead_code, missing_docs, unreachable_pub, reason = "it is a library")]
mod parameters {
    include!("golden/parameters/expected.rs");
}
#[allow(dead_code, missing_docs, unreachable_pub, reason = "it is a library")]
mod xml {
    include!("golden/xml/expected.rs");
}

#[test]
fn tables_are_read_as_they_were_written() {
    let features = [
        (
            "entries",
            vec![operation(&entries::demo::SetEntriesRequest::default())],
        ),
        (
            "facts",
            vec![
                operation(&facts::demo::PingRequest::default()),
                operation(&facts::demo::RotateKeyRequest::default()),
            ],
        ),
        (
            "forms",
            vec![operation(&forms::demo::PutThingRequest::default())],
        ),
        (
            "headers",
            vec![operation(&headers::demo::PutThingRequest::default())],
        ),
        (
            "pages",
            vec![
                operation(&pages::demo::ListMoreThingsRequest::default()),
                operation(&pages::demo::ListOldThingsRequest::default()),
                operation(&pages::demo::ListRestRequest::default()),
                operation(&pages::demo::ListThingsRequest::default()),
            ],
        ),
        (
            "parameters",
            vec![operation(&parameters::demo::ListThingsRequest::default())],
        ),
        (
            "rules",
            vec![
                operation(&rules::demo::BuyThingRequest::default()),
                structure(rules::demo::buy_thing::Tag::default().fields().schema),
                structure(rules::demo::buy_thing::Disk::default().fields().schema),
            ],
        ),
        (
            "xml",
            vec![
                operation(&xml::demo::PutLabelsRequest::default()),
                operation(&xml::demo::PutPolicyRequest::default()),
                operation(&xml::demo::PutRulesRequest::default()),
            ],
        ),
    ];
    let mut differences = Differences::default();
    for (feature, tables) in features {
        let file = root().join("tests/golden").join(feature).join("tables.txt");
        differences.compare(&file, &tables.join("\n"));
    }
    differences.finish();
}

fn operation<R: Operation>(request: &R) -> String {
    format!("{:#?}\n{}", R::info(), structure(request.fields().schema))
}

fn structure(schema: &Schema) -> String {
    let fields = schema.fields.iter().map(|field| format!("  {field:?}\n"));
    let fields: String = fields.collect();
    format!("{}, {} rules\n{fields}", schema.name, schema.rules.len())
}
