//! What providers keep, through a client.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::server::{World, at, http, keys, told};
use crate::client::Core;
use crate::config::Config;
use crate::credentials::{Credentials, EcsRamRoleCredentials, ProvideCredentials};
use crate::fixture::ROA;
use crate::retry::RetryPolicy;

/// A service whose keys live for an hour from when they are asked for.
async fn service(world_seconds: u64) -> World {
    World::answering(move |request| match request.starts_with("PUT") {
        true => http(200, "token"),
        false => http(
            200,
            &keys(&crate::date::timestamp(at(world_seconds + 3600))),
        ),
    })
    .await
}

fn provider(world: &World) -> EcsRamRoleCredentials {
    let provider = EcsRamRoleCredentials::new().with_role("r");
    provider.with_surroundings(world.surroundings())
}

#[tokio::test]
async fn keys_are_fetched_once_and_renewed_ahead_of_their_end() {
    let world = service(super::server::NOW).await;
    let provider = provider(&world);
    let steps = [(0, 2), (45 * 60 - 1, 2), (1 + 3 * 60, 4), (30, 4)];
    for (seconds, requests) in steps {
        world.pass(seconds);
        assert_eq!(told(&provider).await, "ecs_ram_role");
        assert_eq!(world.requests().len(), requests, "{seconds}");
    }
}

#[tokio::test]
async fn many_callers_are_one_question() {
    let world = service(super::server::NOW).await;
    let provider = std::sync::Arc::new(provider(&world));
    let callers: Vec<_> = (0..50)
        .map(|_| {
            let provider = provider.clone();
            tokio::spawn(async move { provider.credentials().await.is_ok() })
        })
        .collect();
    for caller in callers {
        assert!(caller.await.unwrap());
    }
    assert_eq!(world.requests().len(), 2);
}

#[tokio::test]
async fn keys_that_the_service_refused_are_asked_for_anew() {
    let world = service(super::server::NOW).await;
    let provider = provider(&world);
    let keys = provider.credentials().await.unwrap();
    provider.rejected(&Credentials::sts("other", "x", "y"));
    told(&provider).await;
    assert_eq!(world.requests().len(), 2);
    provider.rejected(&keys);
    told(&provider).await;
    assert_eq!(world.requests().len(), 4);
}

#[tokio::test]
async fn a_token_that_expires_on_the_way_is_replaced_before_the_next_attempt() {
    let given = AtomicUsize::new(0);
    let world = World::answering(move |request| {
        let expired = r#"{"Code":"InvalidSecurityToken.Expired","Message":"old","RequestId":"R"}"#;
        match request.split(' ').next() {
            Some("PUT") => http(200, "token"),
            Some("GET") => {
                let number = given.fetch_add(1, Ordering::Relaxed) + 1;
                let fresh = keys("2023-11-14T23:13:20Z");
                http(200, &fresh.replace("-token", &format!("-{number}")))
            }
            _ if request.contains("x-acs-security-token: canary-1") => http(403, expired),
            _ => http(200, "{}"),
        }
    })
    .await;
    let config = Config::new("cn-hangzhou")
        .with_credentials(provider(&world))
        .with_retry(RetryPolicy::standard().with_refused_writes(true))
        .with_transport(world.transport());
    let core = Core::new(&ROA, &config).unwrap();
    core.action("Do").path("/").await.unwrap();
    let methods = world.requests();
    let methods: Vec<_> = methods
        .iter()
        .filter_map(|text| text.split(' ').next())
        .collect();
    assert_eq!(methods, ["PUT", "GET", "POST", "PUT", "GET", "POST"]);
}

#[tokio::test]
async fn a_client_says_why_there_are_no_credentials() {
    let world = World::answering(|_| http(500, "canary")).await;
    let config = Config::new("cn-hangzhou").with_credentials(provider(&world));
    let core = Core::new(&ROA, &config).unwrap();
    let error = core.action("Do").path("/").await.unwrap_err();
    assert_eq!(error.kind(), crate::ErrorKind::Credentials);
    let text = format!("{error:?} {error:#?}");
    assert!(
        text.contains("HTTP 500") && !text.contains("canary"),
        "{text}"
    );
}
