//! The same two calls to Alibaba Cloud.
//!
//! In: region and names from the command line, keys from the environment. Out: the requests as they
//! would be sent, secrets masked; only with `--create --i-accept-charges` are they sent, and then the
//! new ids and how to get rid of them are printed.

use std::io::Write;

use alicloud::aiworkspace::{self, CreateWorkspaceResourceRequest};
use alicloud::emr_serverless_spark::{self, CreateWorkspaceRequest};
use alicloud::{Config, EnvironmentCredentials, Error, ErrorKind, RequestExt};

use crate::arguments::Live;
use crate::{Failure, requests, show};

/// Shows both calls, and sends them if asked to.
pub(crate) async fn run(out: &mut dyn Write, live: &Live) -> Result<(), Failure> {
    let config = Config::new(&live.region).with_credentials(EnvironmentCredentials::new());
    let pai = aiworkspace::Client::new(&config)?;
    let emr = emr_serverless_spark::Client::new(&config)?;
    let resource = requests::attach_project(&live.workspace_id, &live.name, &live.group_name);
    let mut workspace = requests::create_workspace(&live.name, &live.region);
    workspace.oss_bucket = live.oss_bucket.clone();

    // Both are prepared before the first is sent, so that a mistake in the second leaves nothing behind.
    let resource_call = pai.create_workspace_resource(&resource).prepare().await?;
    let workspace_call = emr.create_workspace(&workspace).prepare().await?;
    show::title(
        out,
        if live.create {
            "Both calls to Alibaba Cloud"
        } else {
            "What would be sent to Alibaba Cloud"
        },
    )?;
    show::operation(out, 1, &resource)?;
    show::verbatim(out, "Request, secrets masked", &resource_call.to_curl())?;
    show::operation(out, 2, &workspace)?;
    show::verbatim(out, "Request, secrets masked", &workspace_call.to_curl())?;

    if live.create {
        attach(out, &pai, &resource, live).await?;
        return create(out, &emr, &workspace, live).await;
    }
    show::paragraph(
        out,
        "Nothing was sent. To send both calls, add --create --i-accept-charges.",
    )?;
    Ok(())
}

async fn attach(
    out: &mut dyn Write,
    client: &aiworkspace::Client,
    request: &CreateWorkspaceResourceRequest,
    live: &Live,
) -> Result<(), Failure> {
    show::heading(out, 3, "Sending CreateWorkspaceResource")?;
    let response = client
        .create_workspace_resource(request)
        .await
        .map_err(warned)?;
    let ids: Vec<_> = response
        .resources
        .iter()
        .filter_map(|resource| resource.id.as_deref())
        .collect();
    show::facts(
        out,
        "Attached",
        &[
            ("resource ids", &ids.join(",")),
            ("request id", response.request_id().unwrap_or("none")),
        ],
    )?;
    let undo = format!(
        "In the PAI console, workspace {} in {}; or with the operation DeleteWorkspaceResource and \
         Option=Detach, ResourceType=MaxCompute, GroupName={}, ResourceIds={}. Say Detach: its default, \
         DetachAndDelete, is meant to delete the resource as well.",
        live.workspace_id,
        live.region,
        live.group_name,
        ids.join(",")
    );
    show::block(out, "To take it away again", &undo)?;
    Ok(())
}

async fn create(
    out: &mut dyn Write,
    client: &emr_serverless_spark::Client,
    request: &CreateWorkspaceRequest,
    live: &Live,
) -> Result<(), Failure> {
    show::heading(out, 4, "Sending CreateWorkspace")?;
    let response = client.create_workspace(request).await.map_err(warned)?;
    let workspace_id = response
        .workspace_id
        .as_deref()
        .unwrap_or("not in the answer");
    show::facts(
        out,
        "Created",
        &[
            ("workspace id", workspace_id),
            (
                "operation id",
                response
                    .operation_id
                    .as_deref()
                    .unwrap_or("not in the answer"),
            ),
            ("request id", response.request_id().unwrap_or("none")),
        ],
    )?;
    let undo = format!(
        "In the EMR console, EMR Serverless Spark, region {}: release workspace {workspace_id}. \
         It is billed for what is used until then.",
        live.region
    );
    show::block(out, "To take it away again", &undo)?;
    Ok(())
}

/// Says so when a failed call may have done its work all the same.
fn warned(error: Error) -> Failure {
    match error.kind() {
        ErrorKind::Timeout | ErrorKind::Transport | ErrorKind::TooLarge | ErrorKind::Decode => {
            format!("{error}\nIt may have happened all the same: look in the console before you repeat it.").into()
        }
        _ => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::Endpoint;
    use crate::wire::Wire;
    use crate::{KEY, loopback};

    #[tokio::test]
    async fn what_was_made_is_printed_with_the_way_to_undo_it() {
        let endpoint = Endpoint::start(KEY).await.expect("a free port");
        let config = loopback(&endpoint, &Wire::new(None));
        let live = Live {
            region: "cn-hangzhou".into(),
            workspace_id: "123".into(),
            name: "my_project".into(),
            group_name: "my_group".into(),
            oss_bucket: None,
            create: true,
        };
        let mut out = Vec::new();
        let pai = aiworkspace::Client::new(&config).expect("a client");
        let request = requests::attach_project(&live.workspace_id, &live.name, &live.group_name);
        attach(&mut out, &pai, &request, &live)
            .await
            .expect("attached");
        let emr = emr_serverless_spark::Client::new(&config).expect("a client");
        let request = requests::create_workspace(&live.name, &live.region);
        create(&mut out, &emr, &request, &live)
            .await
            .expect("created");

        let text = String::from_utf8(out).expect("text").replace("\n    ", " ");
        for expected in [
            "Option=Detach",
            "GroupName=my_group",
            "ResourceIds=1234",
            "release workspace w-******",
        ] {
            assert!(text.contains(expected), "{expected}: {text}");
        }
    }
}
