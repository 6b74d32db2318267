//! The requests of this example.
//!
//! In: names and ids. Out: typed requests. The example values of the documentation pages cannot be used
//! together: MaxCompute resources can only be attached, and that takes a resource group.

use alicloud::aiworkspace::CreateWorkspaceResourceRequest;
use alicloud::aiworkspace::create_workspace_resource::{
    CreationOption, EnvType, Label, Resource, ResourceType,
};
use alicloud::emr_serverless_spark::CreateWorkspaceRequest;
use alicloud::emr_serverless_spark::create_workspace::{PaymentType, ResourceSpec, Tag};

/// Attaches one MaxCompute project to a workspace.
pub(crate) fn resource() -> CreateWorkspaceResourceRequest {
    let mut request = attach_project("123", "quickstart_project", "quickstart_group");
    for resource in &mut request.resources {
        resource.is_default = Some(false);
        resource.labels = Some(vec![Label::default().key("made-by").value("quickstart")]);
    }
    request
}

/// Creates one workspace, paid by use.
pub(crate) fn workspace() -> CreateWorkspaceRequest {
    create_workspace("quickstart", "cn-hangzhou")
        .resource_spec(ResourceSpec::default().cu("100"))
        .oss_bucket("oss://quickstart-bucket/")
        .tag(vec![Tag::default().key("made-by").value("quickstart")])
        .client_token("quickstart-0001")
}

/// Breaks several rules of its page at once.
pub(crate) fn broken() -> CreateWorkspaceResourceRequest {
    let short = Resource::new("ab", "Prod", "123").resource_type(ResourceType::MaxCompute);
    let digit = Resource::new("9lives", EnvType::Dev, "")
        .resource_type(ResourceType::Ecs)
        .group_name("group");
    CreateWorkspaceResourceRequest::new("123", vec![short, digit])
        .option(CreationOption::CreateAndAttach)
}

/// Attaches an existing MaxCompute project, with nothing that is not needed.
pub(crate) fn attach_project(
    workspace_id: &str,
    project: &str,
    group: &str,
) -> CreateWorkspaceResourceRequest {
    let resource = Resource::new(project, EnvType::Dev, workspace_id)
        .resource_type(ResourceType::MaxCompute)
        .group_name(group);
    CreateWorkspaceResourceRequest::new(workspace_id, vec![resource]).option(CreationOption::Attach)
}

/// Creates a workspace that is paid by use, with nothing that is not needed.
pub(crate) fn create_workspace(name: &str, region: &str) -> CreateWorkspaceRequest {
    CreateWorkspaceRequest::default()
        .workspace_name(name)
        .payment_type(PaymentType::PayAsYouGo)
        .region_id(region)
}
