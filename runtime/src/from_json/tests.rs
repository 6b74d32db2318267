use serde_json::json;

use super::*;
use crate::error::ErrorKind;
use crate::fixture::{Account, Level};
use crate::model::{Model, Slots, Values};
use crate::schema::Schema;

#[derive(Default)]
struct Create {
    id: String,
    name: Option<String>,
    accounts: Vec<Account>,
}

static SCHEMA: Schema = Schema::new(
    "Create",
    &[
        Field::path("Id").required(),
        Field::body("Name"),
        Field::body("Accounts").required(),
    ],
);

impl Model for Create {
    fn fields(&self) -> Values<'_> {
        Values::new(&SCHEMA, [&self.id, &self.name, &self.accounts])
    }
}

impl ModelMut for Create {
    fn fields_mut(&mut self) -> Slots<'_> {
        Slots::new(&SCHEMA, [&mut self.id, &mut self.name, &mut self.accounts])
    }
}

impl Operation for Create {
    type Output = ();
    const INFO: &'static str = "demo 2020-01-02 roa Create
        POST /
        write
        body json body";
}

fn problems(json: Json) -> Vec<String> {
    let error = from_json::<Create>(&json).map(|_| ()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    error
        .violations()
        .unwrap()
        .iter()
        .map(ToString::to_string)
        .collect()
}

#[test]
fn parameters_and_body_members_are_read() {
    let json = json!({"Id": "1", "body": {"Name": null, "Accounts": [{
        "Name": "", "Age": 3, "Ratio": 1, "Active": true, "Level": "high", "Photo": {"$base64": "AAEC"},
        "Keys": [{"Id": "k"}], "Tags": {}, "Extra": {"a": null, "b": [1]}, "Parent": {"Name": "p"}
    }]}});
    let Ok(create) = from_json::<Create>(&json) else {
        panic!("it is well-formed")
    };
    assert_eq!((create.id.as_str(), create.name), ("1", None));
    let account = &create.accounts[0];
    assert_eq!(
        (account.age, account.ratio, account.active),
        (Some(3), Some(1.0), Some(true))
    );
    assert_eq!(
        (&account.level, account.photo.as_deref()),
        (&Some(Level::High.into()), Some(&[0, 1, 2][..]))
    );
    assert_eq!(account.extra.as_ref().unwrap()["a"], Json::Null);
    assert!(account.tags.as_ref().unwrap().is_empty());
    assert_eq!(account.parent.as_ref().unwrap().name, "p");
}

#[test]
fn an_empty_value_is_a_value() {
    assert!(from_json::<Create>(&json!({"Id": "", "body": {"Accounts": []}})).is_ok());
}

#[test]
fn everything_that_does_not_fit_is_listed() {
    let json = json!({"Idd": "1", "body": {"Names": "x", "Accounts": [
        {"Name": 5, "Age": 2.5, "Active": "true", "Photo": "AAEC", "Keys": {"Id": "1"}, "Tags": {"a": null}}
    ]}});
    assert_eq!(
        problems(json),
        [
            "Idd  is no name of the documentation page, did you mean \"Id\"?  [unknown]",
            "body.Names  is no name of the documentation page, did you mean \"Name\"?  [unknown]",
            "Id  must be set  [required]",
            "body.Accounts[0].Name  is a number, must be text  [type]",
            "body.Accounts[0].Age  is a number, must be a whole number of 64 bits  [type]",
            "body.Accounts[0].Active  is text, must be true or false  [type]",
            "body.Accounts[0].Photo  is text, must be {\"$base64\": \"...\"}  [type]",
            "body.Accounts[0].Keys  is an object, must be a list  [type]",
            "body.Accounts[0].Tags.a  is null, must be text  [type]",
        ]
    );
}

#[test]
fn json_that_is_nested_too_deeply_is_refused() {
    let mut deep = json!({"Id": "1", "body": {"Accounts": []}});
    deep["body"]["Accounts"] = crate::depth::testing::lists(2000);
    let problems = problems(deep);
    assert!(problems[0].contains("nested too deeply"), "{problems:?}");
}

#[test]
fn a_wrong_outer_shape_is_said_too() {
    assert_eq!(
        problems(json!([])),
        ["  is a list, must be an object  [type]"]
    );
    assert_eq!(
        problems(json!({"Id": "1", "body": []})),
        [
            "body  is a list, must be an object  [type]",
            "body.Accounts  must be set  [required]",
        ]
    );
}

#[test]
fn the_message_offers_no_way_past_because_there_is_none() {
    let error = from_json::<Create>(&json!({"Id": "1"}))
        .map(|_| ())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "demo Create: 1 violation, nothing was sent\n  body.Accounts  must be set  [required]"
    );
}
