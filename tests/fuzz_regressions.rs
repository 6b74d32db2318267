//! What fuzzing found once is never found again.
//!
//! In: the findings and a few inputs of each kind, a file each, in `fuzz/regressions/<target>`. Out:
//! every file through the function that its fuzz target calls.

use std::fs;

use alicloud_tests::scratch::root;

#[allow(missing_docs, unreachable_pub, reason = "a crate of its own elsewhere")]
#[path = "fuzz/src/lib.rs"]
mod alicloud_fuzz;

use alicloud_fuzz::{error, events, json, xml};

#[test]
fn json_answers_keep_their_promises() {
    replay("json", json::check);
}

#[test]
fn xml_answers_keep_their_promises() {
    replay("xml", xml::check);
}

#[test]
fn streams_of_events_keep_their_promises() {
    replay("events", events::check);
}

#[test]
fn error_answers_keep_their_promises() {
    replay("error", error::check);
}

fn replay(target: &str, check: fn(&[u8])) {
    let folder = root().join("tests/fuzz/regressions").join(target);
    let files = fs::read_dir(&folder).expect("the folder of the target is there");
    let mut count = 0;
    for file in files {
        let path = file.expect("the folder can be read").path();
        println!("{}", path.display());
        check(&fs::read(&path).expect("the file can be read"));
        count += 1;
    }
    assert!(count >= 2, "{} holds {count} files", folder.display());
}
