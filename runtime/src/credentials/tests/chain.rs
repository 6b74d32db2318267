//! The default chain: its order, what it remembers, what it says.

use super::server::{Home, World, http, keys, session, told};
use crate::credentials::{DefaultChain, ProvideCredentials};

const END: &str = "2023-11-14T23:13:20Z";
const ID: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
const SECRET: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
const NO_CLI: &str = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED";
const NO_ECS: &str = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";
const URI: &str = "ALIBABA_CLOUD_CREDENTIALS_URI";

const CONFIG: &str = r#"{"current":"c","profiles":[{"name":"c","mode":"RamRoleArn","access_key_id":"i",
    "access_key_secret":"canary","ram_role_arn":"acs:ram::1:role/r"}]}"#;
const INI: &str = "[default]\ntype=access_key\naccess_key_id=i\naccess_key_secret=canary";

/// What is taken away before the next step.
type Change = fn(&mut World, &Home);

/// Everything is set up.
async fn everything(home: &Home) -> World {
    let world = World::answering(|request| {
        let is_sts = request.contains("x-acs-action");
        http(200, &if is_sts { session(END) } else { keys(END) })
    })
    .await;
    world
        .with("HOME", home.text())
        .with(ID, "id")
        .with(SECRET, "canary")
        .with("ALIBABA_CLOUD_ROLE_ARN", "acs:ram::1:role/r")
        .with("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "p")
        .with("ALIBABA_CLOUD_OIDC_TOKEN_FILE", home.text() + "/token")
        .with("ALIBABA_CLOUD_ECS_METADATA", "the-role")
        .with(URI, "http://127.0.0.1:4000/canary")
}

fn home() -> Home {
    Home::new(&[
        ("token", "canary"),
        (".aliyun/config.json", CONFIG),
        (".alibabacloud/credentials.ini", INI),
    ])
}

fn chain(world: &World) -> DefaultChain {
    DefaultChain::of(world.surroundings())
}

#[tokio::test]
async fn providers_are_asked_in_the_official_order() {
    let home = home();
    let mut world = everything(&home).await;
    let steps: [(&str, Change); 6] = [
        ("default/env", |world, _| {
            world.variables.remove(SECRET);
        }),
        ("default/oidc_role_arn", |world, _| {
            world.variables.remove("ALIBABA_CLOUD_ROLE_ARN");
        }),
        ("default/cli_profile/ram_role_arn/static_ak", |world, _| {
            world.variables.insert(NO_CLI, "TRUE".to_owned());
        }),
        ("default/profile/static_ak", |_, home| {
            std::fs::remove_file(home.path().join(".alibabacloud/credentials.ini")).unwrap();
        }),
        ("default/ecs_ram_role", |world, _| {
            world.variables.insert(NO_ECS, "true".to_owned());
        }),
        ("default/credential_uri", |world, _| {
            world.variables.remove(URI);
        }),
    ];
    for (expected, next) in steps {
        assert_eq!(told(&chain(&world)).await, expected);
        next(&mut world, &home);
    }
    let error = chain(&world).credentials().await.unwrap_err();
    assert!(error.is_missing(), "{error}");
}

#[tokio::test]
async fn each_provider_that_was_tried_stands_in_the_error_with_its_reason() {
    let home = Home::new(&[
        ("token", "canary"),
        (
            ".aliyun/config.json",
            r#"{"profiles":[{"name":"default","mode":"External","process_command":"canary"}]}"#,
        ),
    ]);
    let mut world = World::answering(|request| match request.contains("AssumeRoleWithOIDC") {
        true => http(
            400,
            r#"{"Code":"AuthenticationFail.NoPermission","Message":"no","RequestId":"R-1"}"#,
        ),
        false => http(404, "<html>canary"),
    })
    .await;
    world.variables = everything(&home).await.variables;
    world.variables.remove(SECRET);
    world.variables.remove("ALIBABA_CLOUD_ECS_METADATA");
    let chain = chain(&world);
    let error = chain.credentials().await.unwrap_err();
    assert!(!error.is_missing());
    let text = error.to_string();
    told(&chain).await;
    let lines: Vec<&str> = text.lines().collect();
    let expected = [
        ("no provider of the default chain has credentials:", ""),
        ("  env: not set up: ", SECRET),
        (
            "  oidc_role_arn: failed: ",
            "AuthenticationFail.NoPermission",
        ),
        (
            "  cli_profile: failed: ",
            "mode \"External\", which is not supported",
        ),
        ("  profile: not set up: ", "credentials.ini"),
        (
            "  ecs_ram_role: not set up: ",
            "this instance has no RAM role",
        ),
        (
            "  credential_uri: failed: ",
            "127.0.0.1:4000: it answered HTTP 404",
        ),
    ];
    assert_eq!(lines.len(), expected.len(), "{text}");
    for (line, (start, part)) in lines.iter().zip(expected) {
        assert!(line.starts_with(start) && line.contains(part), "{text}");
    }
}

#[tokio::test]
async fn what_is_switched_off_is_not_asked_and_says_so() {
    let home = Home::new(&[]);
    let world = World::answering(|_| http(500, "")).await;
    let world = world
        .with("HOME", home.text())
        .with(NO_CLI, "true")
        .with(NO_ECS, "True");
    let text = told(&chain(&world)).await;
    for part in [
        "cli_profile: not set up: ALIBABA_CLOUD_CLI_PROFILE_DISABLED is true",
        "ecs_ram_role: not set up: ALIBABA_CLOUD_ECS_METADATA_DISABLED is true",
        "credential_uri: not set up: variable ALIBABA_CLOUD_CREDENTIALS_URI is not set or empty",
        "oidc_role_arn: not set up: variables ALIBABA_CLOUD_ROLE_ARN, ",
    ] {
        assert!(text.contains(part), "{text}");
    }
    assert!(world.requests().is_empty());
}

#[tokio::test]
async fn a_provider_is_remembered_after_it_had_credentials_and_not_before() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    let works = Arc::new(AtomicBool::new(false));
    let answering = works.clone();
    let world = World::answering(move |_| match answering.load(Ordering::Relaxed) {
        true => http(200, &keys(END)),
        false => http(500, ""),
    })
    .await;
    let home = Home::new(&[]);
    let world = world
        .with("HOME", home.text())
        .with("ALIBABA_CLOUD_ECS_METADATA", "r")
        .with(URI, "http://127.0.0.1:4000/");
    let chain = chain(&world);
    // Everybody fails, and the chain does not cling to the last one.
    assert!(told(&chain).await.contains("credential_uri: failed"));
    works.store(true, Ordering::Relaxed);
    assert_eq!(told(&chain).await, "default/ecs_ram_role");
    // From now on nobody else is asked, and nobody else's keys are used in its place.
    let asked = world.requests().len();
    assert_eq!(told(&chain).await, "default/ecs_ram_role");
    assert_eq!(world.requests().len(), asked);
    works.store(false, Ordering::Relaxed);
    world.pass(3600);
    let error = told(&chain).await;
    assert!(
        error.starts_with("the metadata service") && !error.contains("chain"),
        "{error}"
    );
    let asked_uri = |text: &String| text.contains("127.0.0.1:4000");
    assert!(!world.requests()[asked..].iter().any(asked_uri));
}
