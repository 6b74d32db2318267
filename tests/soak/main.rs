//! Soaks the client in calls and faults, and measures it.
//!
//! In: flags. Out: a table for `BENCHMARKS.md`, and 1 as the exit code if a promise was broken.

use std::process::ExitCode;
use std::{env, fs};

use alicloud_tests::marked::with_part;
use alicloud_tests::soak::{Figures, Plan, soak};

const HELP: &str = "\
Makes calls, many at a time, to a server that fails on purpose. Needs Linux (/proc).

usage: soak [flags]

  --calls N        how many (default 10000)
  --in-flight N    how many at a time (default 64)
  --faults N       how many requests of a hundred meet a fault, at most 20 (default 10)
  --seed N         which ones: same number, same faults (default 1)
  --out FILE       write the report there too, between its marks
";

/// How much the process may grow after its first 1,000 calls.
const GROWTH: i64 = 5 << 20;

fn main() -> ExitCode {
    let (plan, out) = match arguments(env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(text) => {
            eprintln!("{text}");
            return ExitCode::from(2);
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.expect("the operating system gives what a runtime needs");
    let figures = runtime.block_on(soak(plan));
    let (text, is_good) = report(&plan, &figures);
    print!("{text}");
    for wrong in &figures.wrong.1 {
        eprintln!("{wrong}");
    }
    if let Some(path) = out {
        let document = fs::read_to_string(&path).unwrap_or_default();
        let written = with_part(&document, "soak", &text).map(|new| fs::write(&path, new));
        if !matches!(written, Some(Ok(()))) {
            eprintln!("{path} cannot be written, or has no marks for this report");
            return ExitCode::from(2);
        }
    }
    ExitCode::from(u8::from(!is_good))
}

fn arguments(given: impl Iterator<Item = String>) -> Result<(Plan, Option<String>), String> {
    let mut plan = Plan {
        calls: 10_000,
        in_flight: 64,
        percent: 10,
        seed: 1,
    };
    let (mut given, mut out) = (given, None);
    while let Some(flag) = given.next() {
        let value = given.next().ok_or(HELP)?;
        let number = || {
            value
                .parse::<u64>()
                .map_err(|_| format!("{flag} {value} is no number"))
        };
        match flag.as_str() {
            "--calls" => plan.calls = number()?,
            "--in-flight" => plan.in_flight = usize::try_from(number()?).map_err(|_| HELP)?,
            "--faults" => plan.percent = number()?,
            "--seed" => plan.seed = number()?,
            "--out" => out = Some(value),
            _ => return Err(HELP.to_owned()),
        }
    }
    match plan.percent {
        0..=20 => Ok((plan, out)),
        _ => Err("--faults is at most 20: above, the retry budget runs dry".to_owned()),
    }
}

/// The rows, and whether all that is promised was kept.
fn report(plan: &Plan, figures: &Figures) -> (String, bool) {
    let megabytes = |bytes: Option<u64>| match bytes {
        Some(bytes) => format!("{:.1} MB", bytes as f64 / 1e6),
        None => "not measured".to_owned(),
    };
    let [warm, end] = figures.resident;
    let growth = warm.zip(end).map(|(warm, end)| end as i64 - warm as i64);
    let [good, calls] = figures.calls;
    let per_connection = figures.requests as f64 / figures.connections.max(1) as f64;
    let (wall, rate) = (
        figures.wall.as_secs_f64(),
        calls as f64 / figures.wall.as_secs_f64(),
    );
    let (wrong, requests) = (figures.wrong.0, figures.requests);
    let largest = plan.most_connections(figures);
    let rows = [
        (
            "calls",
            format!(
                "{calls}, {} at a time, {}% faults, seed {}",
                plan.in_flight, plan.percent, plan.seed
            ),
            String::new(),
        ),
        (
            "ended in another way than promised",
            wrong.to_string(),
            "0".to_owned(),
        ),
        ("ended well", good.to_string(), String::new()),
        ("requests received", requests.to_string(), String::new()),
        (
            "connections",
            format!("{}, {per_connection:.1} requests each", figures.connections),
            format!("{largest}: two for each call under way, and one for each that a fault broke"),
        ),
        ("memory after 1,000 calls", megabytes(warm), String::new()),
        ("memory after all", megabytes(end), "5 MB more".to_owned()),
        (
            "wall time",
            format!("{wall:.1} s, {rate:.0} calls a second, client and server on one thread"),
            String::new(),
        ),
    ];
    let mut text = "| what | figure | goal |\n| --- | --- | --- |\n".to_owned();
    for (what, figure, goal) in rows {
        text += &format!("| {what} | {figure} | {goal} |\n");
    }
    let is_small = growth.is_none_or(|growth| growth <= GROWTH);
    (
        text,
        wrong == 0 && is_small && figures.connections <= largest,
    )
}
