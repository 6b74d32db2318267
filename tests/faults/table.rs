//! A table of promises, which people read and the test runs.
//!
//! In: Markdown. Out: its rows.

use std::fmt;

/// What is promised under one fault.
#[derive(Clone)]
pub(crate) struct Row<'t> {
    pub(crate) fault: &'t str,
    /// How the call ends: by kind of call, or the one that there is.
    pub(crate) cells: Vec<String>,
    /// Parts of what every error says.
    pub(crate) says: Vec<&'t str>,
}

impl Row<'_> {
    /// What the row wants and this text of an error does not say.
    pub(crate) fn not_said_in(&self, text: &str) -> Vec<String> {
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
        write!(f, "| {} | {cells} | {says} |", self.fault)
    }
}

/// The rows of the one table, each with so many cells between its name and what it says.
pub(crate) fn rows(markdown: &str, cells: usize) -> Vec<Row<'_>> {
    let lines = markdown.lines().filter(|line| line.starts_with('|'));
    lines.skip(2).map(|line| row(line, cells)).collect()
}

fn row(line: &str, count: usize) -> Row<'_> {
    let mut cells = line.trim_matches('|').split('|').map(str::trim);
    let fault = cells.next().unwrap_or_default();
    let mut cells: Vec<_> = cells.collect();
    assert_eq!(cells.len(), count + 1, "{line}");
    let says = cells.pop().unwrap_or_default();
    Row {
        fault,
        cells: cells.into_iter().map(str::to_owned).collect(),
        says: says
            .split('`')
            .filter(|part| !part.trim().is_empty())
            .collect(),
    }
}
