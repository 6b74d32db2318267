//! A call of an operation that no spec describes.
//!
//! In: the name of an operation and its parameters, each by name and place. Out: the answer as JSON. It
//! goes the same way as a typed call; what is missing is what a page would add: types, checks, places.

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;

use crate::Json;
use crate::boxed::BoxFuture;
use crate::client::Core;
use crate::depth::{LIMIT, json_too_deep};
use crate::error::{Error, ErrorKind};
use crate::exchange::Exchange;
use crate::form::styled_text;
use crate::masking::Secrets;
use crate::model::{Model, Shape, Value, Values};
use crate::options::{Options, option_setters};
use crate::printable::Printable;
use crate::response::Response;
use crate::schema::{ApiStyle, Body, Field, OperationFacts, Schema, Style};
use crate::xml;

const XML: &str = "application/xml";

/// A call by name, for operations that this crate has no types for. Await it to send it.
///
/// Parameters are what the documentation page lists, each under its own name and in its own place.
/// Lists and objects in query and form are flattened (`Tag.1.Key=k`), which is what most pages ask for;
/// [`query_json`](Self::query_json) and [`query_simple`](Self::query_simple) and their neighbours are
/// for the pages that ask for something else. A parameter that is null is not sent, and one that is
/// given twice is sent as it was given last.
///
/// Without a word about it the method is `POST`. Operations of RPC products have the path `/`; those of
/// other products need [`path`](Self::path). Nothing is checked against a page, so mistakes come back
/// from the service.
///
/// ```
/// # async fn example(core: &alicloud_core::rt::Core) -> Result<(), alicloud_core::Error> {
/// let answer = core
///     .action("DescribeThings")
///     .query("PageSize", 10)
///     .query("Ids", vec!["a", "b"])
///     .await?;
/// println!("{} {:?}", answer["TotalCount"], answer.request_id());
/// # Ok(())
/// # }
/// ```
#[must_use = "a call is sent when it is awaited"]
pub struct ActionCall<'a> {
    core: &'a Core,
    name: String,
    method: String,
    path: Option<String>,
    is_anonymous: bool,
    options: Options,
    request: Request,
}

impl<'a> ActionCall<'a> {
    pub(crate) fn new(core: &'a Core, name: String) -> Self {
        ActionCall {
            core,
            name,
            method: "POST".to_owned(),
            path: None,
            is_anonymous: false,
            options: core.parts().config.settings().options.clone(),
            request: Request::default(),
        }
    }

    /// The HTTP method: `GET`, `PUT`, ...
    pub fn method(mut self, method: impl Into<String>) -> Self {
        self.method = method.into();
        self
    }

    /// The path template of the page, `/clusters/{ClusterId}/nodes`;
    /// [`path_parameter`](ActionCall::path_parameter) fills its placeholders.
    pub fn path(mut self, template: impl Into<String>) -> Self {
        self.path = Some(template.into());
        self
    }

    /// What goes into a placeholder of the path. It is encoded; a value that is empty, `.` or `..` is
    /// refused.
    pub fn path_parameter(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.request.path.insert(name.into(), value.into());
        self
    }

    /// A parameter of the query, flattened.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.request.query.insert(name.into(), value.into());
        self
    }

    /// A parameter of the query as one JSON text.
    pub fn query_json(self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.query(name, styled(value.into(), Style::Json))
    }

    /// A list in the query as one text, its entries joined with commas.
    pub fn query_simple(self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.query(name, styled(value.into(), Style::Simple))
    }

    /// A member of a form body, flattened.
    pub fn form(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.request.form.insert(name.into(), value.into());
        self
    }

    /// A member of a form body as one JSON text.
    pub fn form_json(self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.form(name, styled(value.into(), Style::Json))
    }

    /// A list in a form body as one text, its entries joined with commas.
    pub fn form_simple(self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.form(name, styled(value.into(), Style::Simple))
    }

    /// A header; lists and objects are sent as JSON text. The headers of the protocol cannot be set.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<Json>) -> Self {
        self.request.header.insert(name.into(), value.into());
        self
    }

    /// A JSON body. It takes the place of an earlier body.
    pub fn body(self, body: impl Into<Json>) -> Self {
        self.with_body(Payload::Json(body.into()))
    }

    /// A body that is JSON text already, sent as it is. It takes the place of an earlier body.
    pub fn body_text(self, body: impl Into<String>) -> Self {
        self.with_body(Payload::Text(body.into()))
    }

    /// A body of bytes. It takes the place of an earlier body.
    pub fn body_bytes(self, body: impl Into<Bytes>) -> Self {
        self.with_body(Payload::Bytes(body.into()))
    }

    /// An XML body: an element of the name `root` with the members of an object inside, each an element of its own;
    /// a list repeats its element. It takes the place of an earlier body. For XML that is text already there is
    /// [`body_bytes`](Self::body_bytes), with a header `content-type`.
    pub fn body_xml(self, root: &str, body: impl Into<Json>) -> Self {
        let body = body.into();
        // The request is a level too; what is nested too deeply is refused like any other body.
        if json_too_deep(&body, LIMIT - 1) {
            return self.with_body(Payload::Json(body));
        }
        let mut problems = Vec::new();
        let text = xml::write(Shape::Json(&body), root, Secrets::Show, &mut problems);
        let mut call = self.with_body(Payload::Xml(text.into(), problems));
        let headers = &mut call.request.header;
        headers.insert(CONTENT_TYPE.as_str().to_owned(), XML.into());
        call
    }

    fn with_body(mut self, body: Payload) -> Self {
        if let Payload::Xml(..) = self.request.body {
            self.request.header.remove(CONTENT_TYPE.as_str());
        }
        self.request.body = body;
        self
    }

    /// Sends the call unsigned, for operations that the documentation calls anonymous.
    pub fn anonymous(mut self) -> Self {
        self.is_anonymous = true;
        self
    }

    option_setters!(options);

    /// The signed HTTP request, not sent. As for a typed [`Call`](crate::Call::prepare).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidRequest`] naming everything that cannot be sent, `Credentials`, or `Timeout` while
    /// waiting for credentials.
    pub async fn prepare(self) -> Result<http::Request<Bytes>, Error> {
        let facts = self.facts()?;
        self.exchange(&facts).prepare().await
    }

    async fn send(self) -> Result<Response<Json>, Error> {
        let facts = self.facts()?;
        let answer = self.exchange(&facts).send().await?;
        let held = answer.decode(&facts, Box::new(Json::Null))?;
        Ok(Response::new(held))
    }

    fn exchange<'e>(&'e self, facts: &'e OperationFacts<'e>) -> Exchange<'e> {
        let mut exchange = Exchange::unchecked(self.core, facts, &self.request);
        exchange.options = self.options.clone();
        exchange
    }

    /// What a page would say.
    fn facts(&self) -> Result<OperationFacts<'_>, Error> {
        let product = self.core.parts().product;
        let facts = OperationFacts {
            method: &self.method,
            path: self.path.as_deref().unwrap_or("/"),
            body: match &self.request.body {
                Payload::None if self.request.form.is_empty() => Body::None,
                Payload::None => Body::Form,
                _ => Body::Payload,
            },
            anonymous: self.is_anonymous,
            ..OperationFacts::new(product, &self.name)
        };
        let mut problems: Vec<String> = Vec::new();
        if let Payload::Xml(_, found) = &self.request.body {
            problems.extend(found.iter().cloned());
        }
        if self.name.is_empty() {
            problems.push("the operation has no name".to_owned());
        }
        if self.name.contains(char::is_control) {
            problems.push(
                "the name of the operation holds a line break or control character".to_owned(),
            );
        }
        if http::Method::from_bytes(self.method.as_bytes()).is_err() {
            problems.push(format!("{} is no HTTP method", Printable(&self.method)));
        }
        if product.style == ApiStyle::Roa && self.path.is_none() {
            problems.push(format!(
                "operations of {} have a path: give the one of the page with `path`",
                product.code
            ));
        }
        if facts.body == Body::Payload && !self.request.form.is_empty() {
            problems.push("a request cannot carry a form and another body".to_owned());
        }
        for name in self.request.path.keys() {
            if !facts.path.contains(&format!("{{{name}}}")) {
                problems.push(format!(
                    "the path parameter {} has no place in the path {}",
                    Printable(name),
                    Printable(facts.path)
                ));
            }
        }
        if problems.is_empty() {
            Ok(facts)
        } else {
            Err(Error::new(ErrorKind::InvalidRequest, problems.join("\n")).with_operation(&facts))
        }
    }
}

/// The value as one text in this style; null stays null, so that it is not sent, and what is nested too
/// deeply stays as it is, so that it is refused where everything is.
fn styled(value: Json, style: Style) -> Json {
    // The request and the map of its place are levels too.
    if json_too_deep(&value, LIMIT - 2) {
        return value;
    }
    styled_text(Shape::Json(&value), style, Secrets::Show).map_or(Json::Null, Json::from)
}

impl<'a> IntoFuture for ActionCall<'a> {
    type Output = Result<Response<Json>, Error>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}

/// Shows names alone: which of the values are secret is not known here.
impl fmt::Debug for ActionCall<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ActionCall")
            .field("operation", &self.name)
            .field("method", &self.method)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// Parameters by place. Each map stands for its entries, under a name that is nothing but `*`.
#[derive(Default)]
struct Request {
    path: BTreeMap<String, Json>,
    query: BTreeMap<String, Json>,
    header: BTreeMap<String, Json>,
    form: BTreeMap<String, Json>,
    body: Payload,
}

static REQUEST: Schema = Schema {
    fields: &[
        Field::path("*"),
        Field::query("*"),
        Field::header("*"),
        Field::form("*"),
        Field::payload("body"),
    ],
    ..Schema::named("ActionCall")
};

impl Model for Request {
    fn fields(&self) -> Values<'_> {
        Values::new(
            &REQUEST,
            [
                &self.path,
                &self.query,
                &self.header,
                &self.form,
                &self.body,
            ],
        )
    }
}

#[derive(Default)]
enum Payload {
    #[default]
    None,
    Json(Json),
    Text(String),
    Bytes(Bytes),
    /// A document, and what XML cannot carry of it.
    Xml(Bytes, Vec<String>),
}

impl Value for Payload {
    fn shape(&self) -> Shape<'_> {
        match self {
            Payload::None => Shape::Unset,
            Payload::Json(json) => Shape::Json(json),
            Payload::Text(text) => Shape::Text(text),
            Payload::Bytes(bytes) | Payload::Xml(bytes, _) => Shape::Bytes(bytes),
        }
    }
}

#[cfg(test)]
mod tests;
