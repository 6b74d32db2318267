//! The tables that describe a generated type: what generated code consists of.
//!
//! In: nothing, these are constants. Out: what the encoders, the validator and the decoder read.
//! Fields are built by `const fn`s, so that a line of a table says only what differs from the usual.

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
    pub then: &'static [Then],
    /// Whether a violation is only reported.
    pub advice: bool,
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

/// A product in one version: what its operations share.
#[derive(Debug)]
pub struct ProductInfo {
    /// Product code, as in endpoints: `aiworkspace`.
    pub code: &'static str,
    /// API version: `2021-02-04`.
    pub version: &'static str,
    /// Style of the API.
    pub style: ApiStyle,
    /// How the host follows from the region.
    pub endpoint: EndpointRule,
    /// Regions the documentation lists. Another region follows the rule too.
    pub regions: &'static [&'static str],
    /// Hosts that do not follow the rule.
    pub hosts: &'static [RegionHosts],
}

/// Style of an API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiStyle {
    /// Resource paths, parameters in path, query and JSON body.
    Roa,
    /// Path `/`, parameters in query or form.
    Rpc,
}

/// How the host follows from the region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndpointRule {
    /// `<product>[-vpc].<region>.aliyuncs.com`
    Regional,
    /// `<product>[-vpc].aliyuncs.com`
    Central,
}

/// Hosts of one region that do not follow the rule.
#[derive(Debug, Clone, Copy)]
pub struct RegionHosts {
    /// The region.
    pub region: &'static str,
    /// Its public host.
    pub public: Option<&'static str>,
    /// Its host inside a VPC.
    pub vpc: Option<&'static str>,
}

/// What the runtime must know about an operation that a table describes.
pub type OperationInfo = OperationFacts<'static>;

/// What the runtime must know about an operation. The texts that a generic call brings live as long
/// as the call.
#[derive(Debug, Clone, Copy)]
pub struct OperationFacts<'a> {
    /// The product it belongs to.
    pub product: &'static ProductInfo,
    /// Name of the operation, the value of `x-acs-action`.
    pub name: &'a str,
    /// HTTP method.
    pub method: &'a str,
    /// Path template; `{Name}` stands for the path parameter of that name.
    pub path: &'a str,
    /// What kind of body the request has.
    pub body: Body,
    /// Whether the operation only reads.
    pub kind: Kind,
    /// RAM action that a caller must be allowed.
    pub ram_action: Option<&'static str>,
    /// Parameter that makes repeating the call safe.
    pub idempotency_token: Option<&'static str>,
    /// Whether the call goes unsigned.
    pub anonymous: bool,
    /// Date of the documentation page that the spec was written from: `2025-10-20`.
    pub page: Option<&'static str>,
    /// Address of that page.
    pub docs: Option<&'static str>,
}

impl<'a> OperationFacts<'a> {
    /// A write without a body; the rest is set by struct update.
    pub const fn new(product: &'static ProductInfo, name: &'a str) -> Self {
        OperationFacts {
            product,
            name,
            method: "POST",
            path: "/",
            body: Body::None,
            kind: Kind::Write,
            ram_action: None,
            idempotency_token: None,
            anonymous: false,
            page: None,
            docs: None,
        }
    }
}

/// What kind of body a request has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    /// None: no body and no content type.
    None,
    /// A JSON object of the `Place::Body` fields; `{}` when none is set. The text is the name the
    /// body parameter has in documentation and `from_json`.
    Json(&'static str),
    /// An XML document of the `Place::Body` fields.
    Xml {
        /// Name that the body parameter has in documentation and `from_json`.
        name: &'static str,
        /// Name of the root element.
        root: &'static str,
    },
    /// A form of the `Place::Form` fields.
    Form,
    /// The one `Place::Payload` field: JSON, text, or bytes by its shape; nothing when it is not set.
    Payload,
}

/// Whether an operation may be repeated blindly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It only reads.
    Read,
    /// It changes something, or nobody knows.
    Write,
}
