//! A typed request of either documented operation.
//!
//! In: the input of a vector. Out: what a user of the generated clients can do with it.

use alicloud::aiworkspace::{self, CreateWorkspaceResourceRequest};
use alicloud::emr_serverless_spark::{self, CreateWorkspaceRequest};
use alicloud::{
    Bytes, Config, Error, Operation, Validation, Violation, Violations, from_json, http,
};
use alicloud_tests::vectors::string;
use serde_json::Value;

/// One of the two.
pub(crate) enum Request {
    Resource(CreateWorkspaceResourceRequest),
    Workspace(Box<CreateWorkspaceRequest>),
}

impl Request {
    /// Reads the input of a vector.
    pub(crate) fn read(vector: &Value, input: &Value) -> Result<Self, Error> {
        match string(vector, "operation") {
            "CreateWorkspaceResource" => from_json(input).map(Request::Resource),
            "CreateWorkspace" => from_json(input).map(Box::new).map(Request::Workspace),
            other => panic!("there is no operation {other}"),
        }
    }

    /// The signed request, whatever the page says about it.
    pub(crate) async fn prepare(&self, config: &Config) -> Result<http::Request<Bytes>, Error> {
        match self {
            Request::Resource(request) => {
                let client = aiworkspace::Client::new(config)?;
                client
                    .create_workspace_resource(request)
                    .with_validation(Validation::Off)
                    .prepare()
                    .await
            }
            Request::Workspace(request) => {
                let client = emr_serverless_spark::Client::new(config)?;
                client
                    .create_workspace(request)
                    .with_validation(Validation::Off)
                    .prepare()
                    .await
            }
        }
    }

    /// Sends it, checked as clients do by default.
    pub(crate) async fn send(&self, config: &Config) -> Result<(), Error> {
        match self {
            Request::Resource(request) => {
                let client = aiworkspace::Client::new(config)?;
                client.create_workspace_resource(request).await.map(drop)
            }
            Request::Workspace(request) => {
                let client = emr_serverless_spark::Client::new(config)?;
                client.create_workspace(request).await.map(drop)
            }
        }
    }

    /// What the pure function finds, as `rule path`.
    pub(crate) fn violations(&self) -> Vec<String> {
        let result = match self {
            Request::Resource(request) => request.validate(),
            Request::Workspace(request) => request.validate(),
        };
        result
            .err()
            .map_or_else(Vec::new, |violations| named(&violations))
    }
}

/// Each violation as `rule path`.
pub(crate) fn named(violations: &Violations) -> Vec<String> {
    let name = |violation: &Violation| format!("{} {}", violation.rule, violation.path);
    violations.iter().map(name).collect()
}
