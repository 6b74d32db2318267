//! Facts that stand only in sentences: descriptions -> documented values, rules, defaults.
//!
//! In: schemas with their descriptions. Out: what a reader would write down, at level `warn`. A sentence that is
//! not wholly understood gives nothing; how many are, and how well, stands in `prose/PRECISION.md`.

mod agreement;
mod conditions;
mod count;
mod entries;
mod inline;
mod introduction;
mod numbers;
mod parser;
mod phrases;
mod sentence;
mod statement;
mod text;
mod token;
mod values;

use super::document::Schema;
use crate::spec::{Bound, Bounds};

pub(crate) use conditions::{Described, conditions};
pub(crate) use count::{Share, Tally};
pub(crate) use values::meaning;

/// What the sentences about a field tell that its schema does not.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Told {
    /// Values of a text or an integer without `enum`.
    pub(crate) values: Option<Values>,
    /// Limits of an integer without limits.
    pub(crate) range: Option<Bounds<Bound>>,
    /// Unit of a number.
    pub(crate) unit: Option<String>,
    /// The server's default, where the schema has none.
    pub(crate) default: Option<String>,
}

/// Reads what the sentences about a field tell, and counts it.
pub(crate) fn told(schema: &Schema<'_>, tally: &mut Tally) -> Told {
    let values = values::values(schema);
    let told = Told {
        range: numbers::range(schema).filter(|_| values.is_none()),
        unit: numbers::unit(schema),
        default: numbers::default(schema, values.as_ref()),
        values,
    };
    tally.schema(schema, &told);
    told
}

/// Values that a description or the titles list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Values {
    /// In the order in which they are written, each once.
    pub(crate) values: Vec<Value>,
    /// Where they stand.
    pub(crate) source: Source,
}

/// A listed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    /// Its text on the wire.
    pub(crate) text: String,
    /// What it means, as it is written: markdown, no longer than a paragraph.
    pub(crate) doc: Option<String>,
}

/// Where values are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// In the description.
    Sentences,
    /// In `enumValueTitles`.
    Titles,
    /// In both.
    Both,
}
