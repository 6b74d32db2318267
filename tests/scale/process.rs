//! A child process and what it cost.
//!
//! The kernel adds the time of every child that was waited for to its parent's account, grandchildren included;
//! the difference of our own account around one child is what it and everything below it used. Peak memory is the
//! high-water mark of that one process, read until it ends.

use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, fs, io};

use crate::Failure;

/// Names the log of a compiler wrapper, and makes this program one.
const LOG: &str = "ALICLOUD_SCALE_RUSTC_LOG";
/// Linux gives times in hundredths of a second to user space, whatever its own clock.
const TICKS: f64 = 100.0;
const GLANCE: Duration = Duration::from_millis(5);

/// What a process used.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cost {
    /// Seconds on the clock.
    pub(crate) wall: f64,
    /// User and system seconds of it and all below it.
    pub(crate) cpu: f64,
    /// Peak memory of it alone, in MiB.
    pub(crate) peak: f64,
}

/// A finished process.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) status: ExitStatus,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) cost: Cost,
}

/// One run of the compiler under [`wrapped`].
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) krate: String,
    pub(crate) cost: Cost,
}

/// Runs a command to its end. One at a time: the account is the whole program's.
pub(crate) fn run(command: &mut Command) -> Result<Finished, Failure> {
    let before = children()?;
    let start = Instant::now();
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{:?} cannot be started: {error}", command.get_program()))?;
    let (output, peak) = watched(child, Child::wait_with_output);
    let output = output?;
    Ok(Finished {
        status: output.status,
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        cost: Cost {
            wall: start.elapsed().as_secs_f64(),
            cpu: children()? - before,
            peak,
        },
    })
}

/// Runs a command that must succeed.
pub(crate) fn succeed(command: &mut Command) -> Result<Finished, Failure> {
    let finished = run(command)?;
    if finished.status.success() {
        return Ok(finished);
    }
    let shown: Vec<&str> = finished.stderr.lines().rev().take(40).collect();
    let shown: Vec<&str> = shown.into_iter().rev().collect();
    Err(format!("{command:?} failed\n{}", shown.join("\n")).into())
}

/// Makes cargo run the compiler through this program, which notes each run in a log.
pub(crate) fn wrapped<'c>(
    command: &'c mut Command,
    log: &Path,
) -> Result<&'c mut Command, Failure> {
    Ok(command
        .env("RUSTC_WRAPPER", env::current_exe()?)
        .env(LOG, log))
}

/// What the compiler runs noted in a log.
pub(crate) fn log(path: &Path) -> Result<Vec<Compiled>, Failure> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let read = |line: &str| {
        let mut parts = line.split('\t');
        let krate = parts.next()?.to_owned();
        let mut number = || parts.next()?.parse().ok();
        let cost = Cost {
            wall: number()?,
            cpu: number()?,
            peak: number()?,
        };
        Some(Compiled { krate, cost })
    };
    text.lines()
        .map(|line| read(line).ok_or_else(|| format!("not a line of the log: {line}").into()))
        .collect()
}

/// Under [`wrapped`]: runs the compiler as cargo would, notes the run, and gives its exit code.
pub(crate) fn as_wrapper() -> Option<ExitCode> {
    let log = env::var_os(LOG)?;
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let (rustc, rest) = arguments.split_first()?;
    let mut names = rest
        .iter()
        .skip_while(|argument| *argument != "--crate-name");
    let krate = names.nth(1).map(|name| name.to_string_lossy().into_owned());
    let code = compile(Command::new(rustc).args(rest), krate, Path::new(&log));
    Some(code.unwrap_or_else(|failure| {
        eprintln!("error: {failure}");
        ExitCode::from(2)
    }))
}

fn compile(command: &mut Command, krate: Option<String>, log: &Path) -> Result<ExitCode, Failure> {
    let start = Instant::now();
    let (status, peak) = watched(command.spawn()?, |mut child| child.wait());
    let status = status?;
    if let Some(krate) = krate {
        let line = format!(
            "{krate}\t{:.3}\t{:.3}\t{peak:.1}\n",
            start.elapsed().as_secs_f64(),
            children()?
        );
        // One write of one line to a file opened for appending does not mix with others.
        let mut file = fs::OpenOptions::new().create(true).append(true).open(log)?;
        file.write_all(line.as_bytes())?;
    }
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(101)))
}

/// Waits for a child and reads its peak memory meanwhile.
fn watched<T>(child: Child, wait: impl FnOnce(Child) -> io::Result<T>) -> (io::Result<T>, f64) {
    let status = format!("/proc/{}/status", child.id());
    let (ended, peak) = (AtomicBool::new(false), AtomicU64::new(0));
    let result = thread::scope(|scope| {
        scope.spawn(|| {
            while !ended.load(Ordering::Acquire) {
                if let Some(mark) = high_water(&status) {
                    peak.fetch_max(mark, Ordering::Relaxed);
                }
                thread::park_timeout(GLANCE);
            }
        });
        let result = wait(child);
        ended.store(true, Ordering::Release);
        result
    });
    (result, peak.into_inner() as f64 / 1024.0)
}

/// The high-water mark of a process, in KiB; a process that has ended has none.
fn high_water(status: &str) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// Seconds of all children that this process has waited for.
fn children() -> Result<f64, Failure> {
    let text = fs::read_to_string("/proc/self/stat")
        .map_err(|error| format!("needs Linux, /proc/self/stat: {error}"))?;
    // The name of the program stands in parentheses and may hold anything.
    let fields: Vec<&str> = text
        .rsplit_once(')')
        .map(|(_, rest)| rest.split_whitespace().collect())
        .unwrap_or_default();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    let (user, system) = ticks(13)
        .zip(ticks(14))
        .ok_or("/proc/self/stat is not as proc(5) describes it")?;
    Ok((user + system) / TICKS)
}
