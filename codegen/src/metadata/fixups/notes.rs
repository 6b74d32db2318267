//! Where a fixup is, what it may look at, and where it notes what it did.
//!
//! In: decisions as they are taken, one fixup after the other. Out: events in the ledger with code and place, and the
//! sums that conservation is tested by: a fixup cannot drop a field without saying how many.

use std::collections::{HashMap, HashSet};

use super::super::count;
use super::super::document::{Parameter, Schema};
use super::super::ledger::{Action, Ledger};

/// What a schema is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// A component, which may be used in both directions.
    Component,
    /// A parameter.
    Parameter,
    /// An answer.
    Answer,
}

/// What a schema is, once references are followed, as far as fixups must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Text, a number or a boolean.
    Single,
    /// A list of single values.
    Singles,
    /// Any other list.
    List,
    /// A structure or map.
    Map,
    /// Any JSON.
    Json,
}

/// The pen of all fixups of a file.
#[derive(Debug)]
pub(crate) struct Notes<'l> {
    ledger: &'l mut Ledger,
    /// Code of the fixup at work.
    code: &'static str,
    path: String,
    /// Whether the product is of RPC style.
    pub(crate) is_rpc: bool,
    /// What the schema at hand is part of.
    pub(crate) side: Side,
    /// Whether the parameter at hand is a body.
    pub(crate) in_body: bool,
    /// How many schemas are around the one at hand, within its parameter, answer or component.
    pub(crate) depth: usize,
    /// New names of components that were renamed.
    pub(crate) renamed: HashMap<String, String>,
    /// Names of all components.
    pub(crate) components: HashSet<String>,
    /// What the components are, once they are mended.
    pub(crate) shapes: HashMap<String, Shape>,
}

impl<'l> Notes<'l> {
    pub(super) fn new(ledger: &'l mut Ledger) -> Self {
        Notes {
            ledger,
            code: "",
            path: String::new(),
            is_rpc: false,
            side: Side::Component,
            in_body: false,
            depth: 0,
            renamed: HashMap::new(),
            components: HashSet::new(),
            shapes: HashMap::new(),
        }
    }

    /// Hands the pen to a fixup.
    pub(super) fn set_code(&mut self, code: &'static str) {
        self.code = code;
    }

    /// Goes one step further; the result takes [`Notes::leave`] back.
    pub(super) fn enter(&mut self, step: &str) -> usize {
        let mark = self.path.len();
        if mark > 0 {
            self.path.push('.');
        }
        self.path.push_str(step);
        mark
    }

    pub(super) fn leave(&mut self, mark: usize) {
        self.path.truncate(mark);
    }

    fn note(&mut self, action: Action, below: &str, count: usize, note: impl Into<String>) {
        let place = match (self.path.as_str(), below) {
            (path, "") => path.to_owned(),
            ("", below) => below.to_owned(),
            (path, below) => format!("{path}.{below}"),
        };
        self.ledger.note(self.code, action, place, count, note);
    }

    /// Something is read another way than it is written.
    pub(crate) fn changed(&mut self, note: impl Into<String>) {
        self.note(Action::Changed, "", 0, note);
    }

    /// The same about something further down.
    pub(crate) fn changed_at(&mut self, below: &str, note: impl Into<String>) {
        self.note(Action::Changed, below, 0, note);
    }

    /// Something odd is taken as it is written.
    pub(crate) fn kept(&mut self, note: impl Into<String>) {
        self.note(Action::Kept, "", 0, note);
    }

    /// The same about something further down.
    pub(crate) fn kept_at(&mut self, below: &str, note: impl Into<String>) {
        self.note(Action::Kept, below, 0, note);
    }

    /// Fields are left out.
    pub(crate) fn dropped(&mut self, below: &str, fields: usize, note: impl Into<String>) {
        self.ledger.fields.dropped += fields;
        self.note(Action::Dropped, below, fields, note);
    }

    /// Fields are told a second time.
    pub(crate) fn merged(&mut self, below: &str, fields: usize, note: impl Into<String>) {
        self.ledger.fields.merged += fields;
        self.note(Action::Merged, below, fields, note);
    }

    /// A parameter is left out.
    pub(crate) fn dropped_parameter(&mut self, parameter: &Parameter<'_>, note: impl Into<String>) {
        self.ledger.parameters.dropped += 1;
        let below = format!("parameters.{}", parameter.name);
        self.dropped(&below, count::field(&parameter.schema), note);
    }

    /// A parameter is told a second time.
    pub(crate) fn merged_parameter(&mut self, parameter: &Parameter<'_>, note: impl Into<String>) {
        self.ledger.parameters.merged += 1;
        let below = format!("parameters.{}", parameter.name);
        self.merged(&below, count::field(&parameter.schema), note);
    }

    /// A parameter is made up.
    pub(crate) fn made_parameter(&mut self, name: &str, note: impl Into<String>) {
        self.ledger.made.parameters += 1;
        self.ledger.made.fields += 1;
        self.note(Action::Changed, &format!("parameters.{name}"), 0, note);
    }

    /// A parameter gets a member that the file does not have.
    pub(crate) fn made_member(&mut self, parameter: &str, note: impl Into<String>) {
        self.ledger.made.fields += 1;
        self.note(Action::Changed, &format!("parameters.{parameter}"), 0, note);
    }

    /// An operation is left out, with all its fields.
    pub(crate) fn refused(
        &mut self,
        below: &str,
        fields: usize,
        parameters: usize,
        note: impl Into<String>,
    ) {
        self.ledger.operations.dropped += 1;
        self.ledger.parameters.dropped += parameters;
        self.ledger.fields.dropped += fields;
        self.note(Action::Refused, below, 1, note);
    }

    /// What a schema is; components must be mended before.
    pub(crate) fn shape(&self, schema: &Schema<'_>) -> Shape {
        if let Some(name) = schema.reference.as_deref() {
            return self.shapes.get(name).copied().unwrap_or(Shape::Json);
        }
        match schema.kind.as_deref() {
            Some("string" | "integer" | "number" | "boolean") => Shape::Single,
            Some("object") => Shape::Map,
            Some("array") => match schema.items.as_deref().map(|items| self.shape(items)) {
                Some(Shape::Single) => Shape::Singles,
                _ => Shape::List,
            },
            _ => Shape::Json,
        }
    }
}
