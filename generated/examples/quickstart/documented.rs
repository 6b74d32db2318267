//! The two operations as their documentation pages show them.
//!
//! In: an action's name. Out: what a request must look like, and the page's example of an answer. It is
//! written from the pages and not from the generated tables, so that a mistake in those would show.

use crate::checker::Page;

/// An operation and the answer that its page gives as an example.
pub(crate) struct Documented {
    pub(crate) page: Page,
    pub(crate) answer: &'static str,
}

/// The operation of this name, if there is a page for it.
pub(crate) fn find(action: &str) -> Option<&'static Documented> {
    DOCUMENTED
        .iter()
        .find(|documented| documented.page.action == action)
}

static DOCUMENTED: [Documented; 2] = [
    Documented {
        page: Page {
            action: "CreateWorkspaceResource",
            version: "2021-02-04",
            method: "POST",
            path: "/api/v1/workspaces/{WorkspaceId}/resources",
            required: &[
                "Resources",
                "Resources[].Name",
                "Resources[].EnvType",
                "Resources[].WorkspaceId",
            ],
        },
        answer: r#"{"RequestId":"1e195c5116124202371861018d5bde","Resources":[{"Id":"1234"}],"TotalCount":1}"#,
    },
    Documented {
        page: Page {
            action: "CreateWorkspace",
            version: "2023-08-08",
            method: "POST",
            path: "/api/v1/workspaces",
            required: &[],
        },
        answer: r#"{"workspaceId":"w-******","operationId":"op-******","requestId":"DD6B1B2A-5837-5237-ABE4-FF0C8944****"}"#,
    },
];
