//! Faults by kinds of calls: what `TABLE.md` promises, over real connections, on a clock that nobody waits for.
//!
//! In: `TABLE.md`, a server that fails on purpose, one call for each cell. Out: whether result, requests received and
//! time are those of the cell, whether errors say what the row wants, and that no secret is in any text.

use std::error::Error as _;
use std::fmt::Debug;
use std::time::Duration;

use alicloud::Error;
use alicloud_tests::faults::clock::Clock;
use alicloud_tests::faults::harbour::{CANARY, Kind, timed};
use alicloud_tests::faults::log::Log;
use alicloud_tests::table::{Row, cell, rows};

mod answers;
mod budget;
mod metadata;
mod places;
mod scene;
mod soak;

use scene::Scene;

/// No cell takes real time. One that does after all is not waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// What became of a call.
struct Found {
    /// As a cell of the table says it.
    cell: String,
    error: Option<Error>,
    /// What is wrong whatever the table says.
    wrong: Vec<String>,
}

#[tokio::test]
async fn every_cell_of_the_table_is_kept() {
    let rows = rows(include_str!("TABLE.md"), Kind::ALL.len());
    let named: Vec<_> = rows.iter().map(|row| row.name).collect();
    assert_eq!(
        named,
        answers::names(),
        "a row for each fault, in this order"
    );
    let mut wrong = Vec::new();
    for row in &rows {
        let mut found = Vec::new();
        for kind in Kind::ALL {
            let call = tokio::time::timeout(PATIENCE, run(row.name, kind)).await;
            let call = call.unwrap_or_else(|_| panic!("{}, {kind:?}: it hangs", row.name));
            let errors = call.error.iter().map(|error| format!("{error:?}"));
            let says = errors.flat_map(|text| row.not_said_in(&text));
            wrong.extend(
                says.chain(call.wrong)
                    .map(|what| format!("{}, {kind:?}: {what}", row.name)),
            );
            found.push(call.cell);
        }
        if found != row.cells {
            wrong.push(format!(
                "promised: {row}\n   found: {}",
                Row {
                    cells: found,
                    ..row.clone()
                }
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!(
        "{} faults by {} kinds of calls",
        rows.len(),
        Kind::ALL.len()
    );
}

/// One call that meets the fault, and one after it.
async fn run(fault: &str, kind: Kind) -> Found {
    let clock = Clock::new();
    let log = Log::default();
    let seeing = log.seeing();
    let scene = Scene::of(fault, kind, &clock).await;
    let before = scene.received();
    let (result, took) = timed(&clock, &scene.client, kind, 0).await;
    let received = scene.received() - before;
    let mut wrong = Vec::new();
    if kind.is_write_without_token() && received > 1 {
        wrong.push(format!("the service received a write {received} times"));
    }
    if scene.received_elsewhere() > 0 {
        wrong.push("another host was asked".to_owned());
    }
    if scene.has_after() {
        let before = scene.received();
        let (after, _) = timed(&clock, &scene.client, kind, 0).await;
        let received = scene.received() - before;
        if after.is_err() || received != 1 {
            wrong.push(format!("the next call: {after:?}, {received} requests"));
        }
    }
    drop(seeing);
    let error = result.as_ref().err();
    // What is not written cannot show anything.
    if !log.text().contains("alicloud.attempt") {
        wrong.push("the log is empty".to_owned());
    }
    let mut texts = vec![log.text(), format!("{:?}", scene.client)];
    texts.extend(error.iter().flat_map(|error| texts_of(error)));
    wrong.extend(shown(texts));
    Found {
        cell: cell(&result, received, took),
        error: result.err(),
        wrong,
    }
}

/// Those of the texts that show a secret.
fn shown(texts: impl IntoIterator<Item = String>) -> Option<String> {
    let mut texts = texts.into_iter();
    let text = texts.find(|text| text.contains(CANARY))?;
    Some(format!("a secret is shown: {text}"))
}

/// Every text that an error and its causes have.
fn texts_of(error: &Error) -> Vec<String> {
    let forms =
        |error: &dyn Debug, text: String| [text, format!("{error:?}"), format!("{error:#?}")];
    let mut texts = forms(error, error.to_string()).to_vec();
    texts.extend(
        error
            .body()
            .map(|body| String::from_utf8_lossy(body).into_owned()),
    );
    let mut cause = error.source();
    while let Some(error) = cause {
        texts.extend(forms(&error, error.to_string()));
        cause = error.source();
    }
    texts
}
