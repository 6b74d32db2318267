//! Sections of the credentials file, from a home folder of the test.

use super::server::{Home, World, http, keys, session, told};
use crate::credentials::{IniProfileCredentials, ProvideCredentials};

const END: &str = "2023-11-14T23:13:20Z";

const FILE: &str = "
[default]                 # the one that is used
enable = true
type = access_key
access_key_id = id        # comment
access_key_secret = canary

[temporary]
type = sts
access_key_id = id
access_key_secret = canary
security_token = canary

[ecs]
type = ecs_ram_role
role_name = the-role

[role]
type = ram_role_arn
access_key_id = id
access_key_secret = canary
policy = {}
role_arn = acs:ram::1:role/r
role_session_name = alice

[oidc]
type = oidc_role_arn
oidc_provider_arn = p
oidc_token_file_path = TOKEN
role_arn = acs:ram::1:role/r

[rsa]
type = rsa_key_pair
public_key_id = canary

[lacking]
type = access_key
access_key_id = canary
";

async fn world() -> World {
    World::answering(|request| {
        let is_sts = request.contains("x-acs-action");
        http(200, &if is_sts { session(END) } else { keys(END) })
    })
    .await
}

fn provider(world: &World, home: &Home) -> IniProfileCredentials {
    let world = world.clone().with("HOME", home.text());
    IniProfileCredentials::new().with_surroundings(world.surroundings())
}

#[tokio::test]
async fn every_type_gives_its_credentials_and_others_are_named() {
    let token = Home::new(&[("token", "canary")]);
    let text = FILE.replace("TOKEN", &(token.text() + "/token"));
    let home = Home::new(&[(".alibabacloud/credentials.ini", &text)]);
    let world = world().await;
    let table = [
        ("default", "profile/static_ak"),
        ("temporary", "profile/static_sts"),
        ("ecs", "profile/ecs_ram_role"),
        ("role", "profile/ram_role_arn/static_ak"),
        ("oidc", "profile/oidc_role_arn"),
        (
            "rsa",
            "section \"rsa\" has type \"rsa_key_pair\", which is not supported; supported are access_key,",
        ),
        ("lacking", "section \"lacking\" lacks `access_key_secret`"),
        ("absent", "there is no section \"absent\""),
    ];
    for (name, expected) in table {
        let found = told(&provider(&world, &home).with_profile(name)).await;
        assert!(found.contains(expected), "{found}");
    }
    assert_eq!(told(&provider(&world, &home)).await, "profile/static_ak");
    let named = world.with("ALIBABA_CLOUD_PROFILE", "temporary");
    assert_eq!(told(&provider(&named, &home)).await, "profile/static_sts");
}

#[tokio::test]
async fn both_names_of_the_file_are_known_and_a_third_can_be_given() {
    let key = "[default]\ntype=access_key\naccess_key_id=i\naccess_key_secret=canary";
    let temporary =
        "[default]\ntype=sts\naccess_key_id=i\naccess_key_secret=canary\nsecurity_token=canary";
    let home = Home::new(&[(".alibabacloud/credentials", key), ("third", temporary)]);
    let world = world().await;
    assert_eq!(told(&provider(&world, &home)).await, "profile/static_ak");
    let third = home.path().join("third");
    let given = provider(&world, &home).with_file(&third);
    assert_eq!(told(&given).await, "profile/static_sts");
    let named = world.clone().with(
        "ALIBABA_CLOUD_CREDENTIALS_FILE",
        third.display().to_string(),
    );
    assert_eq!(told(&provider(&named, &home)).await, "profile/static_sts");
    let first = home.path().join(".alibabacloud/credentials.ini");
    std::fs::write(first, temporary).unwrap();
    assert_eq!(told(&provider(&world, &home)).await, "profile/static_sts");
    let empty = Home::new(&[("x", "")]);
    let error = provider(&world, &empty).credentials().await.unwrap_err();
    assert!(
        error.is_missing() && error.to_string().contains("credentials.ini"),
        "{error}"
    );
}
