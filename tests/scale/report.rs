//! What is printed.

use std::fmt::Write;
use std::fs;
use std::process::Command;

use crate::Failure;
use crate::arguments::{Arguments, Source};
use crate::check::Side;
use crate::cut::Version;
use crate::generate::Runs;
use crate::methods::Method;
use crate::tree::Tree;

/// Longest file that needs no explanation.
const LONG: usize = 1000;

/// Around the report in a document.
const BEGIN: &str = "<!-- written by scale -->";
const END: &str = "<!-- /scale -->";

/// In the line above the phases, in what the command line prints.
const PHASES: &str = "summed over threads";

/// The report, row by row.
pub(crate) struct Report {
    head: String,
    rows: String,
    tail: String,
    good: bool,
}

impl Report {
    pub(crate) fn new(arguments: &Arguments) -> Self {
        let source = match &arguments.source {
            Source::Metadata(files) => {
                format!("the metadata of {}", count(files.len(), "product version"))
            }
            Source::Specs(folder) => format!("the specs in {}", folder.display()),
        };
        Report {
            head: format!(
                "{}\n\nFrom {source}; seed `{}`.\n",
                machine(),
                arguments.seed
            ),
            rows: String::new(),
            tail: String::new(),
            good: true,
        }
    }

    fn row(&mut self, what: &str, figure: &str, goal: &str) {
        eprintln!("{what}: {figure}");
        self.rows += &format!("| {what} | {figure} | {goal} |\n");
    }

    fn demand(&mut self, held: bool) {
        self.good &= held;
    }

    /// Import and generation.
    pub(crate) fn generation(&mut self, one: &Runs, two: &Runs, first: &Tree, second: &Tree) {
        for (runs, goal) in [(one, ""), (two, "12 s, 2 GB")] {
            let cost = runs.cost();
            let figure = format!(
                "{:.1} s wall, {:.1} s CPU, {:.0} MiB",
                cost.wall, cost.cpu, cost.peak
            );
            self.row(
                &format!(
                    "metadata to formatted files, {}",
                    count(runs.threads, "thread")
                ),
                &figure,
                goal,
            );
        }
        let same = first.files == second.files;
        self.demand(same);
        let same = if same { "yes" } else { "no" };
        self.row(
            "same bytes on one thread and on two",
            &format!("{same}, `{:016x}`", second.digest()),
            "yes",
        );
        let size = second.size() as f64 / 1e6;
        self.row(
            "generated",
            &format!("{} files, {size:.1} MB", second.files.len()),
            "",
        );
        self.lengths(second);
        let lines = two.said.lines();
        let phases: Vec<&str> = lines.skip_while(|line| !line.contains(PHASES)).collect();
        if !phases.is_empty() {
            self.tail += &format!(
                "\nPhases on two threads, last run:\n\n```text\n{}\n```\n",
                phases.join("\n")
            );
        }
    }

    fn lengths(&mut self, tree: &Tree) {
        let mut long: Vec<(usize, &String)> = tree
            .files
            .iter()
            .map(|(path, text)| (text.lines().count(), path))
            .filter(|(lines, _)| *lines > LONG)
            .collect();
        long.sort_by(|one, other| other.cmp(one));
        let share = percent(long.len(), tree.files.len());
        self.row(
            &format!("files over {LONG} lines"),
            &format!("{} of {}, {share}", long.len(), tree.files.len()),
            "0.5 %",
        );
        if !long.is_empty() {
            self.tail += &format!("\nFiles over {LONG} lines:\n\n");
            for (lines, path) in long {
                self.tail += &format!("* `{path}`, {lines}\n");
            }
        }
    }

    /// Everything under `cargo check`.
    pub(crate) fn check(&mut self, all: &Side) {
        let (errors, warnings) = (&all.checked.errors, &all.checked.warnings);
        self.demand(errors.is_empty() && warnings.is_empty());
        let what = format!(
            "`cargo check` of {}, {}",
            count(all.versions, "product version"),
            count(all.operations, "operation")
        );
        self.row(
            &what,
            &format!(
                "{}, {}",
                count(errors.len(), "error"),
                count(warnings.len(), "warning")
            ),
            "none, none",
        );
        let cpu = all.checked.cost.cpu;
        self.row(
            "its CPU",
            &format!(
                "{cpu:.1} s, {:.1} ms per operation",
                each(cpu, all.operations)
            ),
            "20 ms",
        );
        let largest = all
            .checked
            .compiled
            .iter()
            .max_by(|one, other| one.cost.peak.total_cmp(&other.cost.peak));
        if let Some(largest) = largest {
            self.row(
                "its largest compiler process",
                &format!("{:.0} MiB, `{}`", largest.cost.peak, largest.krate),
                "4 GB",
            );
        }
        for shown in errors.iter().chain(warnings).take(20) {
            self.tail += &format!("\n```text\n{}\n```\n", shown.trim_end());
        }
    }

    /// Ours against plain serde derives.
    pub(crate) fn comparison(&mut self, ours: &Side, models: &Side, clients: &Side) {
        let compiler = |side: &Side| {
            let compiled = side.checked.compiled.iter();
            compiled.map(|one| one.cost.cpu).sum::<f64>()
        };
        let figure = |side: &Side| {
            let cpu = side.checked.cost.cpu;
            let each = each(cpu, side.operations);
            format!(
                "{cpu:.1} s, {each:.1} ms per operation; the compiler alone {:.1} s",
                compiler(side)
            )
        };
        let versions = count(ours.versions, "product version");
        self.row(&format!("CPU of ours, {versions}"), &figure(ours), "");
        for (what, side) in [
            ("the same models as plain serde derives", models),
            ("those and an async function per operation", clients),
        ] {
            self.demand(side.checked.errors.is_empty());
            let ratio = side.checked.cost.cpu / ours.checked.cost.cpu.max(0.01);
            let figure = format!("{}; ours is 1/{ratio:.1}", figure(side));
            self.row(what, &figure, "1/9, better 1/15");
            for shown in side.checked.errors.iter().take(5) {
                let shown = shown.trim_end();
                self.tail += &format!("\nIn the serde rendering:\n\n```text\n{shown}\n```\n");
            }
        }
    }

    /// What ten operations cost a program.
    pub(crate) fn program(
        &mut self,
        which: &str,
        used: &[(Version, Vec<Method>)],
        none: f64,
        ten: f64,
    ) {
        let calls: usize = used.iter().map(|(_, methods)| methods.len()).sum();
        let what = format!(
            "release build of a program that calls {calls} {which} of {}",
            count(used.len(), "product")
        );
        let figure = format!(
            "{ten:.2} s CPU; none called {none:.2} s; {:.0} ms per operation",
            each(ten - none, calls)
        );
        self.row(&what, &figure, "140 ms");
        self.tail += &format!("\nThe {calls} {which}:");
        for (version, methods) in used {
            let names: Vec<String> = methods
                .iter()
                .map(|method| format!("`{}`", method.name))
                .collect();
            self.tail += &format!(" {} of `{}`,", names.join(", "), version.krate);
        }
        self.tail.pop();
        self.tail += ".\n";
    }

    /// Prints it; gives whether all that must hold holds.
    pub(crate) fn finish(self, arguments: &Arguments) -> Result<bool, Failure> {
        let mut text = self.head;
        write!(
            text,
            "\n| what | figure | goal |\n| --- | --- | --- |\n{}{}",
            self.rows, self.tail
        )?;
        print!("{text}");
        if let Some(path) = &arguments.out {
            let around = fs::read_to_string(path).unwrap_or_default();
            fs::write(path, between(&around, &text).unwrap_or(text))?;
        }
        Ok(self.good)
    }
}

/// A document with the report between its marks, if it has them.
fn between(document: &str, report: &str) -> Option<String> {
    let (before, rest) = document.split_once(BEGIN)?;
    let (_, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{report}{END}{after}"))
}

/// The middle one of some figures.
pub(crate) fn middle(figures: impl Iterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or_default()
}

fn each(seconds: f64, count: usize) -> f64 {
    seconds * 1000.0 / count.max(1) as f64
}

fn percent(part: usize, whole: usize) -> String {
    format!("{:.2} %", part as f64 * 100.0 / whole.max(1) as f64)
}

fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

/// The machine and the compiler.
fn machine() -> String {
    let line = |path: &str, start: &str| {
        let text = fs::read_to_string(path).unwrap_or_default();
        let found = text.lines().find_map(|line| line.strip_prefix(start));
        found
            .unwrap_or("unknown")
            .trim_start_matches([' ', '\t', ':'])
            .trim()
            .to_owned()
    };
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let rustc = Command::new("rustc").arg("--version").output();
    let rustc = rustc.map_or_else(
        |_| "rustc".to_owned(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    );
    format!(
        "{} of {}, {}, {rustc}; load before the run {}.",
        count(cores, "core"),
        line("/proc/cpuinfo", "model name"),
        line("/proc/meminfo", "MemTotal"),
        line("/proc/loadavg", "")
            .split(' ')
            .next()
            .unwrap_or_default(),
    )
}
