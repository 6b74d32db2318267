//! What comes out of a call, in the words of the tables.
//!
//! In: a response or an error. Out: its facts as JSON, those that are there, and the answer it kept.

use alicloud::rt::Output;
use alicloud::{AccessDenied, Bytes, Error, Json, Response, http};

use crate::plain::{plain, set};

/// What came out.
#[derive(Debug)]
pub struct Given {
    /// The facts that are there.
    pub facts: Json,
    /// What the operation answers.
    pub output: Option<Json>,
    /// How an error reads.
    pub text: String,
    /// The body as it came.
    pub body: Bytes,
    /// The headers as they came.
    pub headers: http::HeaderMap,
}

impl Given {
    /// What a call gave.
    pub fn received<T: Output>(response: Response<T>) -> Self {
        let status = response.status().as_u16();
        let request_id = Json::from(response.request_id());
        let (body, headers) = (response.raw().clone(), response.headers().clone());
        let output = plain(&mut response.into_inner());
        Given {
            facts: facts([
                ("kind", "Success".into()),
                ("status", status.into()),
                ("request_id", request_id),
                ("output", output.clone()),
            ]),
            output: Some(output),
            text: String::new(),
            body,
            headers,
        }
    }

    /// A value without a call around it.
    pub fn alone(output: Json, headers: http::HeaderMap, body: Bytes) -> Self {
        Given {
            facts: Json::Null,
            output: Some(output),
            text: String::new(),
            body,
            headers,
        }
    }

    /// What an error holds.
    ///
    /// # Panics
    ///
    /// When it does not keep the answer.
    pub fn failed(error: &Error) -> Self {
        let wait = error
            .retry_after()
            .map(|wait| u64::try_from(wait.as_millis()).expect("the wait is short"));
        let yes = |flag: bool| if flag { Json::Bool(true) } else { Json::Null };
        Given {
            facts: facts([
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
                    error.access_denied().map_or(Json::Null, access_denied),
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
}

fn access_denied(denied: &AccessDenied) -> Json {
    facts([
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

/// An object of the members that are not null.
fn facts<const N: usize>(members: [(&str, Json); N]) -> Json {
    let members = members.into_iter().filter(|(_, value)| !value.is_null());
    set(members.map(|(name, value)| (name.to_owned(), value)))
}
