//! The tables that describe a generated type: what generated code consists of.
//!
//! In: the texts of generated code, read by `table` and `facts`; constants for products. Out: what the encoders,
//! the validator and the decoder work with.

mod facts;
mod interned;
mod operation;
mod pages;
mod product;
mod table;
mod words;

pub(crate) use self::operation::operation;
pub use self::operation::{Body, Kind, OperationFacts, OperationInfo};
pub use self::pages::{PageBy, PageInfo, PageMember};
pub(crate) use self::product::NO_HOST;
pub use self::product::{ApiStyle, EndpointRule, ProductInfo, RegionHosts};
pub use self::table::Table;
pub(crate) use self::table::schema;

/// A structure: its name for messages, its fields in the page's order, and the rules between them.
#[derive(Debug)]
pub struct Schema {
    /// Rust name of the structure, for messages and `Debug`.
    pub name: &'static str,
    /// One entry a field, in the order in which [`Model::fields`](crate::rt::Model::fields) hands them out.
    pub fields: &'static [Field],
    /// Conditions between fields.
    pub rules: &'static [Rule],
}

impl Schema {
    /// A structure without fields; the rest is set by struct update.
    pub const fn named(name: &'static str) -> Self {
        Schema {
            name,
            fields: &[],
            rules: &[],
        }
    }
}

/// A field: its wire name, where it travels, what must hold for it.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The name on the wire, exactly. A map under a name with `*` is one parameter for each of its
    /// keys, with the key in place of the `*`.
    pub name: &'static str,
    /// Where it travels. Members of nested structures go wherever their structure goes.
    pub place: Place,
    /// How lists and objects are written in a query or form.
    pub style: Style,
    /// Whether it must be set.
    pub required: bool,
    /// Whether its value must never be printed.
    pub sensitive: bool,
    /// What must hold when it is set.
    pub checks: &'static [Check],
    /// What should hold when it is set: reported, never a reason to refuse.
    pub advice: &'static [Check],
}

impl Field {
    const fn at(name: &'static str, place: Place) -> Self {
        Field {
            name,
            place,
            style: Style::Flat,
            required: false,
            sensitive: false,
            checks: &[],
            advice: &[],
        }
    }

    /// A member of a nested structure or of a response.
    pub const fn new(name: &'static str) -> Self {
        Self::at(name, Place::Member)
    }

    /// A placeholder of the path.
    pub const fn path(name: &'static str) -> Self {
        Self::at(name, Place::Path)
    }

    /// A query parameter.
    pub const fn query(name: &'static str) -> Self {
        Self::at(name, Place::Query)
    }

    /// A header of a request, or of an answer.
    pub const fn header(name: &'static str) -> Self {
        Self::at(name, Place::Header)
    }

    /// A label in front of the host name.
    pub const fn host(name: &'static str) -> Self {
        Self::at(name, Place::Host)
    }

    /// A member of a form body.
    pub const fn form(name: &'static str) -> Self {
        Self::at(name, Place::Form)
    }

    /// A member of the JSON object that is the body.
    pub const fn body(name: &'static str) -> Self {
        Self::at(name, Place::Body)
    }

    /// The whole body; its name never appears on the wire.
    pub const fn payload(name: &'static str) -> Self {
        Self::at(name, Place::Payload)
    }

    /// Must be set.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Is a secret: never printed.
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// Lists and objects are written in this style.
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// Must satisfy these when set.
    pub const fn checks(mut self, checks: &'static [Check]) -> Self {
        self.checks = checks;
        self
    }

    /// Should satisfy these when set.
    pub const fn advice(mut self, advice: &'static [Check]) -> Self {
        self.advice = advice;
        self
    }
}

/// Where a field travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Inside its structure.
    Member,
    /// In the path, percent-encoded.
    Path,
    /// In the query.
    Query,
    /// As a header.
    Header,
    /// In front of the host name.
    Host,
    /// In a form body.
    Form,
    /// As a member of the JSON body.
    Body,
    /// As the whole body.
    Payload,
}

/// How lists and objects are written in a query or form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `Name.1.Key=v`; the metadata calls it `flat` or `repeatList`.
    Flat,
    /// One parameter that holds compact JSON.
    Json,
    /// `a,b,c`.
    Simple,
}

/// A limit with either end open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds<T> {
    /// Smallest allowed value.
    pub min: Option<T>,
    /// Largest allowed value.
    pub max: Option<T>,
}

/// A bound of a range: whole numbers are compared as such, so that 64 bits lose nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Number(f64),
}

impl<T: Copy> Bounds<T> {
    /// `min..=max`
    pub const fn between(min: T, max: T) -> Self {
        Bounds {
            min: Some(min),
            max: Some(max),
        }
    }

    /// `min..`
    pub const fn at_least(min: T) -> Self {
        Bounds {
            min: Some(min),
            max: None,
        }
    }

    /// `..=max`
    pub const fn at_most(max: T) -> Self {
        Bounds {
            min: None,
            max: Some(max),
        }
    }
}

impl Bounds<Bound> {
    /// `min..=max` in whole numbers
    pub const fn integers(min: i64, max: i64) -> Self {
        Bounds::between(Bound::Integer(min), Bound::Integer(max))
    }
}

/// What can be demanded of one field.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// Characters (Unicode scalar values) of a text.
    Length(Bounds<u64>),
    /// Bytes of a text in UTF-8, or of bytes.
    Bytes(Bounds<u64>),
    /// Entries of a list or map.
    Entries(Bounds<u64>),
    /// Value of a number, or of a number written as text.
    Range(Bounds<Bound>),
    /// The whole text matches this regular expression.
    Pattern(&'static str),
    /// This regular expression matches somewhere in the text.
    Contains(&'static str),
    /// The text starts with one of these.
    Prefix(&'static [&'static str]),
    /// The text starts with none of these.
    NotPrefix(&'static [&'static str]),
    /// The wire text is one of these.
    Values(&'static [&'static str]),
    /// No two entries of the list agree on this member.
    UniqueBy(&'static str),
    /// The value is set. Only for entries: fields have [`Field::required`].
    Set,
    /// Every entry of the list or map satisfies these.
    Each(&'static [Check]),
}

/// The way to a field from the structure that holds the rule: wire names, outermost first; a name
/// that ends in `[]` stands for each entry of that list.
pub type Path = &'static [&'static str];

/// A condition between fields.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Name of the rule in violations and in `Validation::except`.
    pub id: &'static str,
    /// What to say besides the demand, instead of the condition under which it is made.
    pub message: Option<&'static str>,
    /// All of these must hold for the rule to apply.
    pub when: &'static [(Path, When)],
    /// What the rule demands then.
    pub then: Then,
    /// Whether a violation is only reported.
    pub advice: bool,
}

impl Rule {
    /// A rule that always applies and demands nothing yet.
    pub const fn new(id: &'static str) -> Self {
        Rule {
            id,
            message: None,
            when: &[],
            then: Then::Require(&[]),
            advice: false,
        }
    }

    /// Applies only when all of these hold.
    pub const fn when(mut self, when: &'static [(Path, When)]) -> Self {
        self.when = when;
        self
    }

    /// Each of these must be set.
    pub const fn require(mut self, paths: &'static [Path]) -> Self {
        self.then = Then::Require(paths);
        self
    }

    /// None of these may be set.
    pub const fn forbid(mut self, paths: &'static [Path]) -> Self {
        self.then = Then::Forbid(paths);
        self
    }

    /// Exactly one of these must be set.
    pub const fn exactly_one(mut self, paths: &'static [Path]) -> Self {
        self.then = Then::ExactlyOne(paths);
        self
    }

    /// At least one of these must be set.
    pub const fn at_least_one(mut self, paths: &'static [Path]) -> Self {
        self.then = Then::AtLeastOne(paths);
        self
    }

    /// At most one of these may be set.
    pub const fn at_most_one(mut self, paths: &'static [Path]) -> Self {
        self.then = Then::AtMostOne(paths);
        self
    }

    /// Either all of these are set or none.
    pub const fn all_or_none(mut self, paths: &'static [Path]) -> Self {
        self.then = Then::AllOrNone(paths);
        self
    }

    /// The field must satisfy these when it is set.
    pub const fn check(mut self, path: Path, checks: &'static [Check]) -> Self {
        self.then = Then::Check(path, checks);
        self
    }

    /// The first must not exceed the second when both are set.
    pub const fn ordered(mut self, low: Path, high: Path) -> Self {
        self.then = Then::Ordered(low, high);
        self
    }

    /// Says this besides the demand.
    pub const fn message(mut self, message: &'static str) -> Self {
        self.message = Some(message);
        self
    }

    /// A violation is reported but no reason to refuse.
    pub const fn advice(mut self) -> Self {
        self.advice = true;
        self
    }
}

/// A condition on one field. On a field that is not set, `Is` is false.
#[derive(Debug, Clone, Copy)]
pub enum When {
    /// The wire text is one of these.
    Is(&'static [&'static str]),
    /// The field is set.
    Set,
    /// The field is not set.
    Unset,
}

/// What a rule demands.
#[derive(Debug, Clone, Copy)]
pub enum Then {
    /// Each of these must be set.
    Require(&'static [Path]),
    /// None of these may be set.
    Forbid(&'static [Path]),
    /// The field must satisfy this when it is set.
    Check(Path, &'static [Check]),
    /// Exactly one of these must be set.
    ExactlyOne(&'static [Path]),
    /// At least one of these must be set.
    AtLeastOne(&'static [Path]),
    /// At most one of these may be set.
    AtMostOne(&'static [Path]),
    /// Either all of these are set or none.
    AllOrNone(&'static [Path]),
    /// The first must not exceed the second when both are set.
    Ordered(Path, Path),
}
