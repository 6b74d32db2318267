//! The metadata service of an ECS instance.

use super::server::{World, http, keys, told};
use crate::credentials::EcsRamRoleCredentials;
use crate::credentials::fetch::{SILENCE, WHOLE};

const END: &str = "2023-11-14T23:13:20Z";
const ROLES: &str = "/latest/meta-data/ram/security-credentials/";

/// What the service says to a token request, and whether a role is asked for with a token.
fn service(token: &'static str, needs_token: bool) -> impl Fn(&str) -> String {
    move |request| {
        let line = request.lines().next().unwrap();
        let has_token = request.contains("\r\nx-aliyun-ecs-metadata-token: the-token\r\n");
        match line.rsplit_once(' ').unwrap().0 {
            "PUT /latest/api/token" => token.to_owned(),
            _ if has_token != needs_token => http(403, "forbidden"),
            "GET /latest/meta-data/ram/security-credentials/" => http(200, "the-role\n"),
            "GET /latest/meta-data/ram/security-credentials/the-role" => http(200, &keys(END)),
            _ => http(404, "<html>not found</html>"),
        }
    }
}

const TOKEN: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 10\r\n\r\nthe-token\n";
const NO_TOKEN: &str = "HTTP/1.1 404 X\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

fn provider(world: &World) -> EcsRamRoleCredentials {
    EcsRamRoleCredentials::new().with_surroundings(world.surroundings())
}

fn lines(world: &World) -> Vec<String> {
    let requests = world.requests();
    let lines = requests.iter().filter_map(|text| text.lines().next());
    lines.map(str::to_owned).collect()
}

#[tokio::test]
async fn a_token_comes_first_and_goes_with_both_questions() {
    let world = World::answering(service(TOKEN, true)).await;
    assert_eq!(told(&provider(&world)).await, "ecs_ram_role");
    assert_eq!(
        lines(&world),
        [
            "PUT http://100.100.100.200/latest/api/token".to_owned(),
            format!("GET http://100.100.100.200{ROLES}"),
            format!("GET http://100.100.100.200{ROLES}the-role"),
        ]
    );
    let token = &world.requests()[0];
    assert!(token.contains("\nhost: 100.100.100.200"), "{token}");
    assert!(
        token.contains("\nx-aliyun-ecs-metadata-token-ttl-seconds: 60"),
        "{token}"
    );
}

#[tokio::test]
async fn a_given_role_saves_a_question() {
    let world = World::answering(service(TOKEN, true)).await;
    let given = provider(&world).with_role("the-role");
    assert_eq!(told(&given).await, "ecs_ram_role");
    assert_eq!(lines(&world).len(), 2);
    let world = world.with("ALIBABA_CLOUD_ECS_METADATA", "the-role");
    assert_eq!(told(&provider(&world)).await, "ecs_ram_role");
    assert_eq!(lines(&world).len(), 4);
}

#[tokio::test]
async fn without_a_token_v1_is_used_unless_it_is_disabled() {
    // No answer at all is what a container sees of version 2.
    for (no_token, fires) in [(NO_TOKEN, None), ("", Some(SILENCE))] {
        let mut world = World::answering(service(no_token, false)).await;
        if let Some(duration) = fires {
            world = world.firing(duration);
        }
        // With a timer that always fires, only the first request can be judged.
        if fires.is_none() {
            assert_eq!(told(&provider(&world)).await, "ecs_ram_role");
            assert!(!world.requests()[1].contains("x-aliyun-ecs-metadata-token"));
        } else {
            told(&provider(&world)).await;
            assert!(lines(&world).len() > 1);
        }
        let asked = lines(&world).len();
        let strict = provider(&world).with_v1_fallback(false);
        let error = told(&strict).await;
        assert!(error.contains("gives no token"), "{error}");
        let strict = world.clone().with("ALIBABA_CLOUD_IMDSV1_DISABLED", "True");
        assert_eq!(told(&provider(&strict)).await, error);
        assert_eq!(lines(&world).len(), asked + 2);
    }
}

#[tokio::test]
async fn an_instance_without_a_role_is_not_set_up_and_a_wrong_role_is_named() {
    let world = World::answering(|request| match request.starts_with("PUT") {
        true => TOKEN.to_owned(),
        false => http(404, "<html>"),
    })
    .await;
    let error = told(&provider(&world)).await;
    assert_eq!(error, "this instance has no RAM role");
    let error = told(&provider(&world).with_role("typo")).await;
    assert_eq!(
        error,
        "this instance has no RAM role typo: the metadata service: it answered HTTP 404"
    );
    for role in ["", "..", "a/b", "a\nb", "ä"] {
        let asked = lines(&world).len();
        let error = told(&provider(&world).with_role(role)).await;
        assert!(error.contains("no name of a RAM role"), "{error}");
        assert_eq!(lines(&world).len(), asked + 1, "{role:?}");
    }
}

#[tokio::test]
async fn nobody_there_and_silence_are_failures_in_time() {
    let world = World::deserted().await;
    let error = told(&provider(&world)).await;
    assert!(error.contains("no connection"), "{error}");
    for limit in [SILENCE, WHOLE] {
        let world = World::answering(|_| String::new()).await.firing(limit);
        let error = told(&provider(&world).with_v1_fallback(false)).await;
        assert!(error.contains("no answer within 2 s"), "{error}");
    }
}
