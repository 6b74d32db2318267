//! Profiles of the command line, from a home folder of the test.

use super::server::{Home, World, http, keys, session, told};
use crate::credentials::{CliProfileCredentials, Credentials, ProvideCredentials};

const END: &str = "2023-11-14T23:13:20Z";

const CONFIG: &str = r#"{
  "current": "key", "meta_path": "", "profiles": [
    {"name": "key", "mode": "AK", "access_key_id": "id", "access_key_secret": "canary", "region_id": "cn-hangzhou"},
    {"name": "sts", "mode": "StsToken", "access_key_id": "id", "access_key_secret": "canary", "sts_token": "canary"},
    {"name": "role", "mode": "RamRoleArn", "access_key_id": "id", "access_key_secret": "canary",
     "ram_role_arn": "acs:ram::1:role/r", "ram_session_name": "alice", "expired_seconds": 900, "sts_region": "cn-beijing", "enable_vpc": true},
    {"name": "role-of-sts", "mode": "ramrolearn", "access_key_id": "id", "access_key_secret": "canary", "sts_token": "canary",
     "ram_role_arn": "acs:ram::1:role/r", "expired_seconds": 0},
    {"name": "chain", "mode": "ChainableRamRoleArn", "source_profile": "role", "ram_role_arn": "acs:ram::2:role/s"},
    {"name": "self", "mode": "ChainableRamRoleArn", "source_profile": "self", "ram_role_arn": "a"},
    {"name": "a", "mode": "ChainableRamRoleArn", "source_profile": "b", "ram_role_arn": "a"},
    {"name": "b", "mode": "ChainableRamRoleArn", "source_profile": "a", "ram_role_arn": "a"},
    {"name": "lost", "mode": "ChainableRamRoleArn", "source_profile": "gone", "ram_role_arn": "a"},
    {"name": "ecs", "mode": "EcsRamRole", "ram_role_name": "the-role"},
    {"name": "oidc", "mode": "OIDC", "ram_role_arn": "acs:ram::1:role/r", "oidc_provider_arn": "p", "oidc_token_file": "TOKEN"},
    {"name": "sso", "mode": "CloudSSO", "access_token": "canary"},
    {"name": "empty", "mode": "AK", "access_key_id": "id", "access_key_secret": ""},
    {"name": "none"}
  ]}"#;

async fn world() -> World {
    World::answering(|request| {
        let is_sts = request.contains("x-acs-action") || request.contains("Action=");
        http(200, &if is_sts { session(END) } else { keys(END) })
    })
    .await
}

fn home() -> Home {
    let home = Home::new(&[("token", "canary")]);
    let token = home.text().replace('\\', "/") + "/token";
    let text = CONFIG.replace("TOKEN", &token);
    std::fs::create_dir(home.path().join(".aliyun")).unwrap();
    std::fs::write(home.path().join(".aliyun/config.json"), text).unwrap();
    home
}

fn provider(world: &World, home: &Home) -> CliProfileCredentials {
    let world = world.clone().with("HOME", home.text());
    CliProfileCredentials::new().with_surroundings(world.surroundings())
}

#[tokio::test]
async fn every_mode_gives_its_credentials() {
    let (world, home) = (world().await, home());
    let table = [
        ("key", "cli_profile/static_ak"),
        ("sts", "cli_profile/static_sts"),
        ("role", "cli_profile/ram_role_arn/static_ak"),
        ("role-of-sts", "cli_profile/ram_role_arn/static_sts"),
        ("chain", "cli_profile/ram_role_arn/ram_role_arn/static_ak"),
        ("ecs", "cli_profile/ecs_ram_role"),
        ("oidc", "cli_profile/oidc_role_arn"),
    ];
    for (name, expected) in table {
        let provider = provider(&world, &home).with_profile(name);
        assert_eq!(told(&provider).await, expected, "{name}");
    }
    let requests = world.requests();
    let role = requests
        .iter()
        .find(|text| text.contains("RoleSessionName=alice"));
    let role = role.expect("the profile `role` was asked for");
    assert!(
        role.contains("https://sts-vpc.cn-beijing.aliyuncs.com/"),
        "{role}"
    );
    assert!(role.contains("DurationSeconds=900"), "{role}");
}

#[tokio::test]
async fn what_cannot_be_used_is_said() {
    let (world, home) = (world().await, home());
    let table = [
        ("self", "goes round in a circle: self -> self"),
        ("a", "goes round in a circle: a -> b -> a"),
        ("lost", "there is no profile \"gone\""),
        ("missing", "there is no profile \"missing\""),
        (
            "sso",
            "profile \"sso\" has mode \"CloudSSO\", which is not supported; supported are AK, StsToken",
        ),
        ("empty", "profile \"empty\" lacks `access_key_secret`"),
        ("none", "profile \"none\" lacks `mode`"),
    ];
    for (name, expected) in table {
        let error = told(&provider(&world, &home).with_profile(name)).await;
        assert!(
            error.contains(expected) && error.contains("config.json"),
            "{error}"
        );
    }
    assert!(world.requests().is_empty());
}

#[tokio::test]
async fn a_very_long_way_is_not_gone() {
    let profile = |number: usize| {
        let next = number + 1;
        format!(
            r#"{{"name":"{number}","mode":"ChainableRamRoleArn","source_profile":"{next}","ram_role_arn":"a"}}"#
        )
    };
    let profiles: Vec<String> = (0..5000).map(profile).collect();
    let text = format!(r#"{{"current":"0","profiles":[{}]}}"#, profiles.join(","));
    let home = Home::new(&[(".aliyun/config.json", &text)]);
    let error = told(&provider(&world().await, &home)).await;
    assert!(error.contains("more than 16 profiles"), "{error}");
}

#[tokio::test]
async fn the_profile_is_given_then_from_the_environment_then_the_current_one() {
    let (world, home) = (world().await, home());
    assert_eq!(
        told(&provider(&world, &home)).await,
        "cli_profile/static_ak"
    );
    let world = world.with("ALIBABA_CLOUD_PROFILE", "sts");
    assert_eq!(
        told(&provider(&world, &home)).await,
        "cli_profile/static_sts"
    );
    let given = provider(&world, &home).with_profile("key");
    assert_eq!(told(&given).await, "cli_profile/static_ak");
}

#[tokio::test]
async fn the_file_is_given_then_from_the_environment_then_in_the_home_folder() {
    let (world, home) = (world().await, home());
    let other = Home::new(&[
        (
            "a.json",
            r#"{"profiles":[{"name":"default","mode":"StsToken","access_key_id":"i","access_key_secret":"s","sts_token":"t"}]}"#,
        ),
        ("b.json", "[\"canary\"]"),
    ]);
    let path = |name: &str| other.path().join(name);
    let given = provider(&world, &home).with_file(path("a.json"));
    assert_eq!(told(&given).await, "cli_profile/static_sts");
    let world = world.with(
        "ALIBABA_CLOUD_CONFIG_FILE",
        path("b.json").display().to_string(),
    );
    let error = told(&provider(&world, &home)).await;
    assert!(error.contains("b.json is no JSON object"), "{error}");
    let absent = provider(&world, &home).with_file(path("absent"));
    let error = absent.credentials().await.unwrap_err();
    assert!(
        error.is_missing() && error.to_string().contains("absent"),
        "{error}"
    );
}

#[tokio::test]
async fn a_changed_file_is_noticed_after_a_quarter_of_an_hour() {
    let (world, home) = (world().await, home());
    let provider = provider(&world, &home);
    let id = async || format!("{:?}", provider.credentials().await.unwrap());
    let before = id().await;
    let changed = CONFIG.replace("\"id\"", "\"other\"");
    std::fs::write(home.path().join(".aliyun/config.json"), changed).unwrap();
    world.pass(15 * 60 - 1);
    assert_eq!(id().await, before);
    world.pass(1);
    let expected = Credentials::access_key("other", "canary").from("cli_profile/static_ak");
    assert_eq!(id().await, format!("{expected:?}"));
}
