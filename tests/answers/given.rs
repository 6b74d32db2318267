//! What comes out of a call, in the words of the table.
//!
//! In: a response or an error. Out: its facts as JSON, those that are there, and the answer it kept.

use alicloud::aiworkspace::CreateWorkspaceResourceResponse;
use alicloud::emr_serverless_spark::CreateWorkspaceResponse;
use alicloud::{AccessDenied, Bytes, Error, Response, http, rt};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};

/// What came out.
pub(crate) struct Given {
    pub(crate) facts: Value,
    pub(crate) output: Option<Value>,
    /// How an error reads.
    pub(crate) text: String,
    pub(crate) body: Bytes,
    pub(crate) headers: http::HeaderMap,
}

pub(crate) fn received<T: Typed>(result: Result<Response<T>, Error>) -> Given {
    let response = match result {
        Ok(response) => response,
        Err(error) => return failed(&error),
    };
    let output = response.members();
    Given {
        facts: set([
            ("kind", "Success".into()),
            ("status", response.status().as_u16().into()),
            ("request_id", response.request_id().into()),
            ("output", output.clone()),
        ]),
        output: Some(output),
        text: String::new(),
        body: response.raw().clone(),
        headers: response.headers().clone(),
    }
}

pub(crate) fn failed(error: &Error) -> Given {
    let wait = error
        .retry_after()
        .map(|wait| u64::try_from(wait.as_millis()).expect("the wait is short"));
    let yes = |flag: bool| if flag { Value::Bool(true) } else { Value::Null };
    Given {
        facts: set([
            ("kind", format!("{:?}", error.kind()).into()),
            (
                "status",
                error.status().map(|status| status.as_u16()).into(),
            ),
            ("code", error.code().into()),
            ("message", error.message().into()),
            ("request_id", error.request_id().into()),
            ("recommend", error.recommend().into()),
            ("host_id", error.host_id().into()),
            (
                "access_denied",
                error.access_denied().map_or(Value::Null, access_denied),
            ),
            ("member", error.member().into()),
            ("throttling", yes(error.is_throttling())),
            ("retryable", yes(error.is_retryable())),
            ("retry_after_ms", wait.into()),
        ]),
        output: None,
        text: error.to_string(),
        body: error.body().expect("an error keeps the body").clone(),
        headers: error.headers().expect("an error keeps the headers").clone(),
    }
}

fn access_denied(denied: &AccessDenied) -> Value {
    set([
        ("AuthAction", denied.action.clone().into()),
        ("AuthPrincipalType", denied.principal_type.clone().into()),
        (
            "AuthPrincipalOwnerId",
            denied.principal_owner_id.clone().into(),
        ),
        (
            "AuthPrincipalDisplayName",
            denied.principal_display_name.clone().into(),
        ),
        ("PolicyType", denied.policy_type.clone().into()),
        ("NoPermissionType", denied.no_permission_type.clone().into()),
        (
            "EncodedDiagnosticMessage",
            denied.encoded_diagnostic_message.clone().into(),
        ),
    ])
}

/// A typed answer, member by member.
pub(crate) trait Typed: rt::Output {
    fn members(&self) -> Value;
}

impl Typed for CreateWorkspaceResourceResponse {
    fn members(&self) -> Value {
        let resources = self
            .resources
            .iter()
            .map(|resource| set([("Id", resource.id.clone().into())]));
        let resources: Vec<Value> = resources.collect();
        set([
            ("RequestId", self.request_id.clone().into()),
            (
                "Resources",
                Some(resources)
                    .filter(|resources| !resources.is_empty())
                    .into(),
            ),
            ("TotalCount", self.total_count.into()),
        ])
    }
}

impl Typed for CreateWorkspaceResponse {
    fn members(&self) -> Value {
        set([
            ("workspaceId", self.workspace_id.clone().into()),
            ("operationId", self.operation_id.clone().into()),
            ("requestId", self.request_id.clone().into()),
        ])
    }
}

impl Typed for Bytes {
    fn members(&self) -> Value {
        json!({ "$base64": STANDARD.encode(self) })
    }
}

/// An object of the members that are not null.
fn set<const N: usize>(members: [(&str, Value); N]) -> Value {
    let members = members.into_iter().filter(|(_, value)| !value.is_null());
    members
        .map(|(name, value)| (name.to_owned(), value))
        .collect::<Map<_, _>>()
        .into()
}
