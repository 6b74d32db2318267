//! The lowered model: Rust, but still data.
//!
//! In: filled by `lower`. Out: read by `render`, which makes no decision: every identifier, type,
//! sentence and order is final here. Plain data.

/// A product in one version. Those of one product share its module.
pub(crate) struct Product {
    /// Cargo feature that switches it on.
    pub feature: String,
    pub module: String,
    pub docs: Vec<String>,
    pub version: Version,
}

/// A version of a product: client, operations, shared types.
pub(crate) struct Version {
    pub module: String,
    /// What it was made from.
    pub source: String,
    pub docs: Vec<String>,
    pub info: ProductInfo,
    pub client_docs: Vec<String>,
    /// Sorted by module.
    pub operations: Vec<Operation>,
    pub shared: Vec<Item>,
    /// What the shared types were made from.
    pub shared_source: String,
}

/// What the runtime must know about a product version.
pub(crate) struct ProductInfo {
    pub code: String,
    pub version: String,
    pub style: &'static str,
    pub endpoint: &'static str,
    pub regions: Vec<String>,
    pub hosts: Vec<RegionHosts>,
    pub retry: RetryCodes,
}

/// Codes that mean that trying again helps.
pub(crate) struct RetryCodes {
    pub passing: Vec<String>,
    pub throttling: Vec<String>,
}

/// Hosts of a region that do not follow the rule.
pub(crate) struct RegionHosts {
    pub region: String,
    pub public: Option<String>,
    pub vpc: Option<String>,
}

/// An operation: one module, one client method.
pub(crate) struct Operation {
    /// Name on the wire.
    pub name: String,
    /// What it was made from.
    pub source: String,
    pub module: String,
    pub module_docs: Vec<String>,
    pub method: Method,
    pub info: OperationInfo,
    pub request: String,
    pub output: Type,
    /// Types that the version re-exports.
    pub exports: Vec<String>,
    /// The request, then the types declared in it, the answer, and the types declared in that.
    pub items: Vec<Item>,
}

/// A client method.
pub(crate) struct Method {
    pub name: String,
    pub call: Call,
    pub docs: Vec<String>,
    pub deprecated: Option<String>,
}

/// How a call is made: the type that it is, and the method of the core that makes it.
pub(crate) struct Call {
    pub ty: &'static str,
    pub by: &'static str,
    /// Type of the entries of a list that comes page by page.
    pub items: Option<Type>,
}

/// What the runtime must know about an operation, where it differs from the usual.
pub(crate) struct OperationInfo {
    pub http_method: String,
    pub path: String,
    pub body: Body,
    pub kind: &'static str,
    pub ram_action: Option<String>,
    pub idempotency_token: Option<String>,
    pub retry: RetryCodes,
    pub pages: Option<Pages>,
    pub anonymous: bool,
    pub page: Option<String>,
    pub docs: Option<String>,
}

/// How the pages of a list are walked. Paths are the names on the way, outermost first; none for a member that is
/// not there.
pub(crate) struct Pages {
    pub by: PagesBy,
    pub size: Option<PageMember>,
    pub default_size: Option<u32>,
    pub items: Vec<String>,
}

/// What tells one page from the next.
pub(crate) enum PagesBy {
    Number {
        page: PageMember,
        total: Vec<String>,
    },
    Token {
        token: PageMember,
        next: Vec<String>,
    },
    Offset {
        offset: PageMember,
        total: Vec<String>,
    },
}

/// A member of a request that a walk over pages sets.
pub(crate) struct PageMember {
    pub name: String,
    pub is_text: bool,
}

/// What kind of body a request has.
pub(crate) enum Body {
    None,
    Json(String),
    Xml { name: String, root: String },
    Form,
    Payload,
    XmlPayload(String),
}

/// A generated type.
pub(crate) enum Item {
    Structure(Structure),
    Enumeration(Enumeration),
}

/// A generated structure with its table.
pub(crate) struct Structure {
    pub name: String,
    /// Name of its table.
    pub table: String,
    pub docs: Vec<String>,
    pub fields: Vec<Field>,
    pub rules: Vec<Rule>,
    /// Indices of the fields that `new` takes; empty for no `new`.
    pub new: Vec<usize>,
    pub new_docs: String,
    /// Whether users build it: setters, and no `#[non_exhaustive]`.
    pub built_by_users: bool,
    /// Whether the encoders read it.
    pub encoded: bool,
    /// When a decoder may fill it.
    pub decoded: Decoded,
}

/// When a decoder may fill a structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decoded {
    Always,
    /// Only under the option `from_json`.
    FromJson,
}

/// A field of a structure, and its line in the table.
pub(crate) struct Field {
    pub name: String,
    pub docs: Vec<String>,
    pub ty: Type,
    /// How its setter and `new` take a value.
    pub argument: Argument,
    /// Name of its setter; `None` for a field without one.
    pub setter: Option<String>,
    pub deprecated: Option<String>,
    pub wire: String,
    /// Where it travels, in the words of the table: `path`, `body`, `member`, ...
    pub place: &'static str,
    /// How lists and objects are written, where that is not the usual one: `json`, `simple`.
    pub style: Option<&'static str>,
    pub required: bool,
    pub sensitive: bool,
    pub checks: Vec<Check>,
    pub advice: Vec<Check>,
}

/// How a setter or `new` takes its argument.
pub(crate) struct Argument {
    pub ty: Type,
    pub by: By,
}

/// What an argument is made into its type by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// It is of its type.
    Value,
    Into,
    /// `Into` for each entry of a list.
    Entries,
}

/// A Rust type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Type {
    String,
    Integer,
    Number,
    Boolean,
    Bytes,
    Json,
    Unit,
    Vec(Box<Type>),
    Map(Box<Type>),
    Option(Box<Type>),
    Box(Box<Type>),
    /// A type of the same module.
    Local(String),
    /// A type shared by the operations of the version.
    Shared(String),
    /// A value of an open set, whose documented values are the inner type.
    Open(Box<Type>),
}

/// The documented values of an open set.
pub(crate) struct Enumeration {
    pub name: String,
    pub docs: Vec<String>,
    pub variants: Vec<Variant>,
}

/// A documented value.
#[derive(PartialEq, Eq)]
pub(crate) struct Variant {
    pub name: String,
    pub text: String,
    pub docs: Vec<String>,
}

/// A rule of a table.
pub(crate) struct Rule {
    pub id: String,
    pub comment: String,
    pub message: Option<String>,
    pub when: Vec<(Vec<String>, When)>,
    pub then: Then,
    pub advice: bool,
}

/// A condition of a rule.
pub(crate) enum When {
    Is(Vec<String>),
    Set,
    Unset,
}

/// A demand of a rule.
pub(crate) enum Then {
    /// One of the demands over a list of paths, by its method in the runtime.
    Paths(&'static str, Vec<Vec<String>>),
    Check(Vec<String>, Vec<Check>),
    Ordered(Vec<String>, Vec<String>),
}

/// A constraint on one field.
#[derive(Clone)]
pub(crate) enum Check {
    /// `Length`, `Bytes` or `Entries`.
    Count(&'static str, Bounds<u64>),
    Range(Bounds<Bound>),
    Text(&'static str, String),
    Texts(&'static str, Vec<String>),
    Set,
    Each(Vec<Check>),
}

/// A limit with either end open.
#[derive(Clone)]
pub(crate) struct Bounds<T> {
    pub min: Option<T>,
    pub max: Option<T>,
}

/// A bound of a range.
#[derive(Clone)]
pub(crate) enum Bound {
    Integer(i64),
    Number(f64),
}
