//! Tables of promises in Markdown, which people read and tests run.
//!
//! In: Markdown. Out: its rows; and from what became of a call, the cell that promises it.

use std::fmt;
use std::time::Duration;

use alicloud::Error;

/// What is promised under one name.
#[derive(Clone)]
pub struct Row<'t> {
    /// Its first cell.
    pub name: &'t str,
    /// How the call ends: by kind of call, or the one that there is.
    pub cells: Vec<String>,
    /// Parts of what every error says.
    pub says: Vec<&'t str>,
}

impl Row<'_> {
    /// What the row wants and this text of an error does not say.
    pub fn not_said_in(&self, text: &str) -> Vec<String> {
        let missing = self.says.iter().filter(|part| !text.contains(**part));
        missing
            .map(|part| format!("does not say {part:?}: {text}"))
            .collect()
    }
}

impl fmt::Display for Row<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let says: Vec<_> = self.says.iter().map(|part| format!("`{part}`")).collect();
        let (cells, says) = (self.cells.join(" | "), says.join(" "));
        write!(f, "| {} | {cells} | {says} |", self.name)
    }
}

/// The rows of the one table, each with so many cells between its name and what it says.
pub fn rows(markdown: &str, cells: usize) -> Vec<Row<'_>> {
    let lines = markdown.lines().filter(|line| line.starts_with('|'));
    lines.skip(2).map(|line| row(line, cells)).collect()
}

fn row(line: &str, count: usize) -> Row<'_> {
    let mut cells = line.trim_matches('|').split('|').map(str::trim);
    let name = cells.next().unwrap_or_default();
    let mut cells: Vec<_> = cells.collect();
    assert_eq!(cells.len(), count + 1, "{line}");
    let says = cells.pop().unwrap_or_default();
    Row {
        name,
        cells: cells.into_iter().map(str::to_owned).collect(),
        says: says
            .split('`')
            .filter(|part| !part.trim().is_empty())
            .collect(),
    }
}

/// `Timeout 3× 21.3 s`: how a call ended, how many requests the server received, how much time has passed. Also how
/// many attempts there were, if the server did not receive them all.
pub fn cell<T>(result: &Result<T, Error>, received: usize, took: Duration) -> String {
    let (what, attempts) = match result {
        Ok(_) => ("ok".to_owned(), None),
        Err(error) => (
            format!("{:?}", error.kind()),
            Some(error.attempts() as usize),
        ),
    };
    let mut cell = format!("{what} {received}×");
    if let Some(attempts) = attempts.filter(|attempts| *attempts != received) {
        cell += &format!(" of {attempts}");
    }
    if !took.is_zero() {
        cell += &format!(" {} s", took.as_secs_f64());
    }
    cell
}
