//! The typed spec: what the YAML files say, with the place of everything a diagnostic may point at.
//!
//! In: filled by a front door (`parse`, later also the importer of Alibaba's metadata). Out: read by
//! `check` and `resolve`. Plain data; it imports nothing.

mod allows;
mod pages;
mod path;
mod rules;
mod schemas;

pub(crate) use allows::whole;
pub(crate) use pages::{Pages, PagesBy, Polling};
pub(crate) use path::is_dots;
pub(crate) use rules::{Bound, Bounds, Check, Condition, DocumentedValue, Level, Rule, Then};
pub(crate) use schemas::Schemas;

/// A place in a loaded file: the file's index and the number of the YAML node in preorder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct At {
    /// Index of the file in the loaded sources.
    pub(crate) file: u32,
    /// Number of the node (keys and values counted) in document order.
    pub(crate) node: u32,
}

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spanned<T = String> {
    /// The value.
    pub(crate) value: T,
    /// Where it stands.
    pub(crate) at: At,
}

/// All specs of a run.
#[derive(Debug, Default)]
pub(crate) struct Spec {
    /// One entry a product version, sorted by code and version.
    pub(crate) products: Vec<Product>,
}

/// One product in one version: `product.yaml`, `schemas.yaml` and the operations beside them.
#[derive(Debug)]
pub(crate) struct Product {
    /// Product code, as in endpoints.
    pub(crate) code: Spanned,
    /// API version.
    pub(crate) version: Spanned,
    /// Style of the API.
    pub(crate) style: ApiStyle,
    /// Name of the product for people.
    pub(crate) title: Option<String>,
    /// Address of the product's documentation.
    pub(crate) docs: Option<String>,
    /// How hosts follow from regions.
    pub(crate) endpoints: Endpoints,
    /// Codes that mean that trying again helps.
    pub(crate) retry: RetryCodes,
    /// Structures that several operations share, in the order of `schemas.yaml`.
    pub(crate) schemas: Schemas,
    /// Sorted by name.
    pub(crate) operations: Vec<Operation>,
}

/// Codes that mean that trying again helps, besides those of all products.
#[derive(Debug, Clone, Default)]
pub(crate) struct RetryCodes {
    /// The service cannot now but may soon.
    pub(crate) passing: Vec<String>,
    /// There are too many calls.
    pub(crate) throttling: Vec<String>,
}

/// A structure that several operations share.
#[derive(Debug)]
pub(crate) struct Shared {
    /// The name that `$ref` uses.
    pub(crate) name: Spanned,
    /// What it is.
    pub(crate) field: Field,
}

/// Style of an API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ApiStyle {
    /// Resource paths.
    Roa,
    /// Everything in query or form.
    Rpc,
}

/// How hosts follow from regions.
#[derive(Debug)]
pub(crate) struct Endpoints {
    /// The rule.
    pub(crate) rule: EndpointRule,
    /// Regions the documentation lists.
    pub(crate) regions: Vec<Spanned>,
    /// Exceptions.
    pub(crate) hosts: Vec<RegionHosts>,
}

/// The rule by which a host follows from a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EndpointRule {
    /// `<product>[-vpc].<region>.aliyuncs.com`
    Regional,
    /// `<product>[-vpc].aliyuncs.com`
    Central,
}

/// Hosts of a region that do not follow the rule.
#[derive(Debug)]
pub(crate) struct RegionHosts {
    /// The region.
    pub(crate) region: Spanned,
    /// Public host.
    pub(crate) public: Option<Spanned>,
    /// Host inside a VPC, or `none`.
    pub(crate) vpc: Option<Spanned>,
}

/// One documented API page.
#[derive(Debug)]
pub(crate) struct Operation {
    /// Name, as in `x-acs-action`.
    pub(crate) name: Spanned,
    /// Name that Rust names are made of, where its own will not do.
    pub(crate) rust_name: Option<Spanned>,
    /// One sentence.
    pub(crate) summary: String,
    /// Further prose.
    pub(crate) doc: Option<String>,
    /// Date of the page.
    pub(crate) page: Option<Spanned>,
    /// What the facts were read from if not from a page: `metadata` or `sdk`.
    pub(crate) origin: Option<String>,
    /// Address of the page.
    pub(crate) docs: Option<String>,
    /// HTTP method.
    pub(crate) method: String,
    /// Path template; `/` for RPC.
    pub(crate) path: Spanned,
    /// What RAM must allow.
    pub(crate) authorization: Option<Authorization>,
    /// Whether it only reads.
    pub(crate) kind: Kind,
    /// Whether it goes unsigned.
    pub(crate) anonymous: bool,
    /// What to use instead, if it is deprecated.
    pub(crate) deprecated: Option<String>,
    /// Parameter that makes a repetition safe.
    pub(crate) idempotency_token: Option<Spanned>,
    /// Codes that mean that trying again helps.
    pub(crate) retry: RetryCodes,
    /// How its pages are walked, if it lists something page by page.
    pub(crate) pages: Option<Pages>,
    /// What tells how far the work got that it only starts.
    pub(crate) polling: Option<Polling>,
    /// Parameters outside a JSON body, in the page's order.
    pub(crate) parameters: Vec<Member>,
    /// The body, if there is one.
    pub(crate) body: Option<Body>,
    /// Rules over parameters and body members together (`rules` of the operation and of its body).
    pub(crate) rules: Vec<Rule>,
    /// What a success gives, or the data of each event; `None` for nothing.
    pub(crate) response: Option<Field>,
    /// Whether a success is a stream of events.
    pub(crate) events: bool,
    /// Documented error codes.
    pub(crate) errors: Vec<ErrorCode>,
    /// Documented examples.
    pub(crate) examples: Vec<Example>,
}

impl Operation {
    /// What the request consists of: the parameters, then the members of the body.
    pub(crate) fn members(&self) -> Vec<&Member> {
        let body = match self.body.as_ref().map(|body| &body.content) {
            Some(BodyContent::Members(members)) => members.as_slice(),
            Some(BodyContent::Whole(_)) | None => &[],
        };
        self.parameters.iter().chain(body).collect()
    }
}

impl Operation {
    /// All fields of the request, a body that is one value among them.
    pub(crate) fn request_fields(&self) -> Vec<&Field> {
        let whole = match self.body.as_ref().map(|body| &body.content) {
            Some(BodyContent::Whole(field)) => Some(&**field),
            _ => None,
        };
        let members = self.members().into_iter().map(|member| &member.field);
        members.chain(whole).collect()
    }
}

/// What RAM must allow.
#[derive(Debug)]
pub(crate) struct Authorization {
    /// The action: `paiworkspace:CreateWorkspaceResource`.
    pub(crate) action: Spanned,
    /// Access level: `create`, `list`, `get`, `update`, `delete`.
    pub(crate) level: Option<String>,
    /// Resource type as the page names it.
    pub(crate) resource_type: Option<String>,
    /// Resource pattern for a policy.
    pub(crate) resource: Option<String>,
    /// Condition keys.
    pub(crate) conditions: Vec<String>,
    /// Actions that must be allowed as well.
    pub(crate) dependent: Vec<String>,
}

/// Whether an operation may be repeated blindly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It only reads.
    Read,
    /// It changes something, or nobody knows.
    Write,
}

/// A documented error code.
#[derive(Debug)]
pub(crate) struct ErrorCode {
    /// The code.
    pub(crate) code: String,
    /// HTTP status.
    pub(crate) status: Option<u16>,
    /// What it means.
    pub(crate) doc: Option<String>,
}

/// A documented example, as JSON text.
#[derive(Debug)]
pub(crate) struct Example {
    /// The request's input, as `from_json` takes it.
    pub(crate) request: Option<String>,
    /// The answer's body.
    pub(crate) response: Option<String>,
}

/// A request body.
#[derive(Debug)]
pub(crate) struct Body {
    /// Name of the body parameter in documentation; never on the wire.
    pub(crate) name: Spanned,
    /// What it is.
    pub(crate) doc: Option<String>,
    /// Whether the page calls it required.
    pub(crate) required: bool,
    /// Name of the root element, if the body travels as XML.
    pub(crate) xml: Option<Spanned>,
    /// What it consists of.
    pub(crate) content: BodyContent,
}

/// What a body consists of.
#[derive(Debug)]
pub(crate) enum BodyContent {
    /// A JSON object or XML document of these members.
    Members(Vec<Member>),
    /// One value: a list, text, bytes or any JSON; a structure or a map, if it travels as XML.
    Whole(Box<Field>),
}

/// A named field: a parameter, a body member, or a member of a structure.
#[derive(Debug)]
pub(crate) struct Member {
    /// Wire name.
    pub(crate) name: Spanned,
    /// Where a parameter, or a member of an answer, travels; `None` for members of bodies and structures.
    pub(crate) place: Option<Spanned<Place>>,
    /// What it is.
    pub(crate) field: Field,
}

/// Where a parameter travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// As a header.
    Header,
    /// In front of the host name.
    Host,
    /// In a form body.
    Form,
}

/// How lists and objects are written in a query or form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// `Name.1.Key=v` (`flat`, `repeatList`)
    Flat,
    /// Compact JSON.
    Json,
    /// `a,b,c`
    Simple,
}

/// What a field is and what must hold for it.
#[derive(Debug)]
pub(crate) struct Field {
    /// Where it stands.
    pub(crate) at: At,
    /// Its type.
    pub(crate) kind: Type,
    /// Whether it must be set.
    pub(crate) required: bool,
    /// Prose.
    pub(crate) doc: Option<String>,
    /// Example, as text.
    pub(crate) example: Option<String>,
    /// The server's default, as text; never sent.
    pub(crate) default: Option<Spanned>,
    /// What to use instead, if it is deprecated.
    pub(crate) deprecated: Option<String>,
    /// Whether its value must never be printed.
    pub(crate) sensitive: bool,
    /// Unit of a number.
    pub(crate) unit: Option<String>,
    /// Style in a query or form.
    pub(crate) style: Option<Spanned<Style>>,
    /// Rust name of the field, where the derived one will not do.
    pub(crate) rust_name: Option<Spanned>,
    /// Rust name of the structure or enum declared here.
    pub(crate) type_name: Option<Spanned>,
    /// Facts that do not come from the page: what (`in`, `entries`, `Pre`; empty for the field itself)
    /// and where from.
    pub(crate) sources: Vec<(String, String)>,
    /// What must hold when it is set.
    pub(crate) checks: Vec<Spanned<Check>>,
    /// Level of the checks.
    pub(crate) level: Level,
}

/// The type of a field.
#[derive(Debug)]
pub(crate) enum Type {
    /// Text.
    String,
    /// 64 bit.
    Integer,
    /// A number.
    Number,
    /// A truth value.
    Boolean,
    /// A point in time, as text.
    Timestamp,
    /// Bytes.
    Bytes,
    /// Any JSON.
    Json,
    /// A list.
    List(Box<Field>),
    /// A map with text keys.
    Map(Box<Field>),
    /// A structure declared in place.
    Structure(Structure),
    /// A structure of `schemas.yaml`.
    Ref(Spanned),
}

/// A structure: its members and the rules between them.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    /// In the page's order.
    pub(crate) members: Vec<Member>,
    /// Rules between them.
    pub(crate) rules: Vec<Rule>,
}
