//! What came of the vectors.
//!
//! In: requests and reasons, by the id of the vector. Out: the file of the requests, and the lines that say
//! which vectors have none and why.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use alicloud::Json;

/// Either a request or a reason for each vector.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    requests: BTreeMap<String, Json>,
    refused: BTreeMap<String, String>,
}

impl Outcome {
    /// A vector has a request.
    pub(crate) fn sent(&mut self, id: &str, request: Json) {
        self.requests.insert(id.to_owned(), request);
    }

    /// A vector has none. The reason may have several lines.
    pub(crate) fn refuse(&mut self, id: &str, reason: &str) {
        let lines = reason
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty());
        let line = lines.collect::<Vec<_>>().join("; ");
        self.refused.insert(id.to_owned(), line);
    }

    /// A line for each vector without a request, and the counts.
    pub(crate) fn lines(&self) -> String {
        let lines = self.refused.iter();
        let mut text: String = lines
            .map(|(id, reason)| format!("no request: {id}: {reason}\n"))
            .collect();
        let all = self.requests.len() + self.refused.len();
        text.push_str(&format!(
            "{} requests of {all} vectors\n",
            self.requests.len()
        ));
        text
    }

    /// Writes the requests.
    pub(crate) fn write(&self, path: &Path) -> Result<(), String> {
        let requests: Json = self.requests.clone().into_iter().collect();
        fs::write(path, format!("{requests:#}\n"))
            .map_err(|error| format!("{}: {error}", path.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_vector_without_a_request_has_one_line() {
        let mut outcome = Outcome::default();
        outcome.sent("b", Json::Null);
        outcome.refuse("c", "one\n  two\n\n");
        outcome.refuse("a", "three");
        let expected = "no request: a: three\nno request: c: one; two\n1 requests of 3 vectors\n";
        assert_eq!(outcome.lines(), expected);
    }
}
