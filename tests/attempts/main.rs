//! How many attempts a call makes under the answers that the official SDKs were given.
//!
//! In: `vectors/attempts/*.json`, what was answered and what the SDKs were told; `TABLE.md`, what we promise and why.
//! Out: whether calls over real connections make those attempts, on a clock that nobody waits for, and whether the
//! official figures are quoted right.

use std::time::Duration;

use alicloud::aiworkspace::{Client, ListWorkspacesRequest};
use alicloud::{Backoff, Error, Json, RetryPolicy, Validation};
use alicloud_tests::faults::answer::whole;
use alicloud_tests::faults::clock::Clock;
use alicloud_tests::faults::harbour::config;
use alicloud_tests::faults::server::Server;
use alicloud_tests::faults::step::Step;
use alicloud_tests::operations::{operation, operations};
use alicloud_tests::table::{Row, cell, rows};
use alicloud_tests::vectors::{self, id};

const COUNT: usize = 26;

/// What is called.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Call {
    /// The operation of the vector, which writes and takes no token.
    Write,
    /// One that reads.
    Read,
}

#[tokio::test]
async fn every_vector_makes_the_attempts_of_the_table() {
    let vectors = vectors::all("attempts");
    let rows = rows(include_str!("TABLE.md"), 5);
    let named: Vec<_> = rows.iter().map(|row| row.name).collect();
    assert_eq!(named, vectors.iter().map(id).collect::<Vec<_>>());
    assert_eq!(vectors.len(), COUNT);
    let mut wrong = Vec::new();
    for (row, vector) in rows.iter().zip(&vectors) {
        let official = vector["official"]["python"].to_string();
        assert_eq!(official, vector["official"]["typescript"].to_string());
        let mut found = vec![official];
        for policy in [RetryPolicy::standard(), asked(vector)] {
            for kind in [Call::Write, Call::Read] {
                found.push(run(vector, kind, policy).await);
            }
        }
        if row.cells != found {
            let found = Row {
                cells: found,
                ..row.clone()
            };
            wrong.push(format!("promised: {row}\n   found: {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// How the call ends.
async fn run(vector: &Json, kind: Call, policy: RetryPolicy) -> String {
    let clock = match milliseconds(&vector["read_timeout_ms"]) {
        Some(silence) => Clock::with_silence(silence),
        None => Clock::new(),
    };
    let answers = vector["answers"].as_array().expect("answers are a list");
    let answers: Vec<_> = answers.iter().map(steps).collect();
    let server = Server::start(&clock, move |request| answers[request.attempt - 1].clone()).await;
    let config = config(&server.address, &clock)
        .with_validation(Validation::Off)
        .with_retry(policy);
    let call = async {
        match kind {
            Call::Write => write(vector, &config).await,
            Call::Read => {
                let client = Client::new(&config)?;
                let request = ListWorkspacesRequest::default();
                client.list_workspaces(&request).await.map(drop)
            }
        }
    };
    let (result, took) = clock.time(0, call).await;
    cell(&result, server.requests(), took)
}

/// The call of the vector, which this many requests carry out.
async fn write(vector: &Json, config: &alicloud::Config) -> Result<(), Error> {
    let operations = operations();
    let request = operation(&operations, vector).read(&vector["input"])?;
    request.send(config).await.map(drop)
}

fn steps(answer: &Json) -> Vec<Step> {
    if answer["close"] == true {
        return vec![Step::Close];
    }
    let headers = answer["headers"].as_object();
    let headers = headers.expect("headers are an object");
    let line = |(name, value): (&String, &Json)| {
        format!("{name}: {}\r\n", value.as_str().unwrap_or_default())
    };
    let lines: String = headers.iter().map(line).collect();
    let status = format!("{} X", answer["status"]);
    let delay = milliseconds(&answer["delay_ms"]).map(Step::Pass);
    let answer = whole(&status, &lines, &answer["body"].to_string());
    delay.into_iter().chain(answer).collect()
}

fn milliseconds(value: &Json) -> Option<Duration> {
    value.as_u64().map(Duration::from_millis)
}

/// What comes nearest to the options that the SDKs were given. Who names the errors to repeat after means refused
/// writes as well.
fn asked(vector: &Json) -> RetryPolicy {
    let options = &vector["retry_options"];
    let Some(condition) = options["retryCondition"].get(0) else {
        return RetryPolicy::standard();
    };
    // There is no list of codes that forbids.
    if options["retryable"] == false || options.get("noRetryCondition").is_some() {
        return RetryPolicy::never();
    }
    let attempts = condition["maxAttempts"].as_u64();
    let attempts = attempts.and_then(|attempts| u32::try_from(attempts).ok());
    let first = milliseconds(&condition["backoff"]["period"]);
    let first = first.unwrap_or(Duration::from_millis(100));
    let cap = milliseconds(&condition["backoff"]["cap"]).unwrap_or(first);
    let policy = RetryPolicy::standard()
        .with_attempt_limit(attempts.expect("a condition says how many"))
        .with_backoff(Backoff::exponential(first, cap));
    let policy = match milliseconds(&condition["maxDelay"]) {
        Some(wait) => policy.with_wait_limit(wait),
        None => policy,
    };
    // One that names another code than that which comes does not mean it.
    policy.with_refused_writes(condition["errorCode"] != serde_json::json!(["Other"]))
}
