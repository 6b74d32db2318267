//! Why a document could not be decoded.
//!
//! In: what a reader of JSON or XML found wrong, and where. Out: the failure in words that fit both.

use crate::depth::LIMIT;
use crate::printable::Printable;

/// Why bytes could not be decoded.
#[derive(Debug)]
pub(crate) struct Failure {
    /// Wire path of the value: `Resources[2].Id`. Empty for the whole document.
    pub(crate) path: String,
    pub(crate) fault: Fault,
    /// What was found there, or what is wrong with the document.
    pub(crate) source: Box<dyn std::error::Error + Send + Sync>,
}

/// What is at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The document is not well-formed.
    Document,
    /// It has too many levels.
    Depth,
    /// It is well-formed, and a value in it is of another kind than the page says.
    Data,
}

impl Failure {
    pub(super) fn new(path: String, source: serde_json::Error) -> Self {
        Failure {
            path,
            fault: fault(&source),
            source: source.into(),
        }
    }

    /// The failure in words; `whole` is what the document is. Nothing if it is no document.
    pub(crate) fn what(&self, whole: &str) -> Option<String> {
        let path = Printable(&self.path);
        match self.fault {
            Fault::Document => None,
            Fault::Depth => Some(format!(
                "{whole} is nested too deeply: fewer than {LIMIT} levels are read"
            )),
            Fault::Data if self.path.is_empty() => Some(format!("{whole} cannot be read")),
            Fault::Data => Some(format!("the member {path} of {whole} cannot be read")),
        }
    }
}

fn fault(error: &serde_json::Error) -> Fault {
    if error.is_data() {
        Fault::Data
    } else if error.to_string().starts_with("recursion limit exceeded") {
        // serde_json has no other way to ask.
        Fault::Depth
    } else {
        Fault::Document
    }
}
