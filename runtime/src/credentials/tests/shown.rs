//! What is shown of credentials.

use crate::credentials::Credentials;

#[test]
fn debug_shows_the_id_and_hides_secrets() {
    let table = [
        (
            Credentials::access_key("id", "canary"),
            r#"AccessKey { id: "id", secret: *** }"#,
        ),
        (
            Credentials::sts("id", "canary", "canary"),
            r#"Sts { id: "id", secret: ***, token: *** }"#,
        ),
        (Credentials::bearer("canary"), "Bearer { token: *** }"),
        (Credentials::anonymous(), "Anonymous"),
        (
            Credentials::bearer("canary")
                .with_expiration(std::time::UNIX_EPOCH)
                .from("default/x"),
            r#"Bearer { token: ***, expiration: "1970-01-01T00:00:00Z", provider: "default/x" }"#,
        ),
    ];
    for (credentials, expected) in table {
        assert_eq!(format!("{credentials:?}"), expected);
    }
}
