use super::*;
use crate::Json;
use crate::fixture::{Account, Level};

fn account(json: &str) -> Result<Account, Failure> {
    let mut account = Account::default();
    decode(json.as_bytes(), &mut account).map(|()| account)
}

fn debug(account: &Account) -> String {
    struct Shown<'a>(&'a Account);
    impl fmt::Debug for Shown<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            crate::debug::request(self.0, f)
        }
    }
    format!("{:?}", Shown(account))
}

#[test]
fn values_arrive_as_declared_or_nearly_so() {
    let table = [
        (
            r#"{"Name":"a","Age":3}"#,
            r#"Account { Name: "a", Age: 3, Keys: [] }"#,
        ),
        (
            r#"{"Age":3,"Name":"a","New":{"x":[1,{}]}}"#,
            r#"Account { Name: "a", Age: 3, Keys: [] }"#,
        ),
        (
            "\u{feff}{\"Name\":\"a\"} \n",
            r#"Account { Name: "a", Keys: [] }"#,
        ),
        (
            r#"{"Name":null,"Age":null,"Keys":null,"Parent":null}"#,
            r#"Account { Name: "", Keys: [] }"#,
        ),
        (r#"{"Name":5}"#, r#"Account { Name: "5", Keys: [] }"#),
        (r#"{"Name":1.5}"#, r#"Account { Name: "1.5", Keys: [] }"#),
        (
            r#"{"Name":18446744073709551615}"#,
            r#"Account { Name: "18446744073709551615", Keys: [] }"#,
        ),
        (r#"{"Name":true}"#, r#"Account { Name: "true", Keys: [] }"#),
        (
            r#"{"Age":"-12"}"#,
            r#"Account { Name: "", Age: -12, Keys: [] }"#,
        ),
        (
            r#"{"Age":2.0}"#,
            r#"Account { Name: "", Age: 2, Keys: [] }"#,
        ),
        (
            r#"{"Age":"9007199254740993"}"#,
            r#"Account { Name: "", Age: 9007199254740993, Keys: [] }"#,
        ),
        (r#"{"Age":""}"#, r#"Account { Name: "", Keys: [] }"#),
        (
            r#"{"Ratio":"0.5"}"#,
            r#"Account { Name: "", Ratio: 0.5, Keys: [] }"#,
        ),
        (
            r#"{"Ratio":2}"#,
            r#"Account { Name: "", Ratio: 2.0, Keys: [] }"#,
        ),
        (
            r#"{"Active":"True"}"#,
            r#"Account { Name: "", Active: true, Keys: [] }"#,
        ),
        (
            r#"{"Active":0}"#,
            r#"Account { Name: "", Active: false, Keys: [] }"#,
        ),
        (
            r#"{"Photo":"AAEC"}"#,
            r#"Account { Name: "", Photo: <3 bytes>, Keys: [] }"#,
        ),
        (
            r#"{"Keys":{"Id":"1"}}"#,
            r#"Account { Name: "", Keys: [Key { Id: "1" }] }"#,
        ),
        (
            r#"{"Keys":[{"Id":1},null]}"#,
            r#"Account { Name: "", Keys: [Key { Id: "1" }, Key] }"#,
        ),
        (
            r#"{"Keys":"","Tags":"","Parent":""}"#,
            r#"Account { Name: "", Keys: [] }"#,
        ),
        (
            r#"{"Tags":{"a":1,"b":null}}"#,
            r#"Account { Name: "", Keys: [], Tags: {"a": "1", "b": ""} }"#,
        ),
        (
            r#"{"Extra":{"a":null,"b":[1,{"c":2.5}],"d":{"e":"f"},"g":true}}"#,
            r#"Account { Name: "", Keys: [], Extra: {"a": null, "b": [1,{"c":2.5}], "d": {"e":"f"}, "g": true} }"#,
        ),
        (
            r#"{"Parent":{"Parent":{"Name":"p"}}}"#,
            r#"Account { Name: "", Keys: [], Parent: Account { Name: "", Keys: [], Parent: Account { Name: "p", Keys: [] } } }"#,
        ),
    ];
    for (json, expected) in table {
        assert_eq!(debug(&account(json).unwrap()), expected, "{json}");
    }
}

#[test]
fn an_open_value_takes_any_text() {
    let level = |json| account(json).unwrap().level.unwrap();
    assert!(level(r#"{"Level":"high"}"#) == Level::High);
    let later = level(r#"{"Level":7}"#);
    assert!(later.known().is_none() && later == "7");
}

#[test]
fn text_keeps_a_number_as_it_is_written() {
    let numbers = [
        "0",
        "-0",
        "1.10",
        "1E2",
        "-1.5e+300",
        "1e400",
        "18446744073709551616",
        "123456789012345678901234",
    ];
    for number in numbers {
        let json = format!(
            r#"{{"Name": {number} ,"Level":{number},"Tags":{{"a":{number}}},"Keys":[{{"Id":{number}}}]}}"#
        );
        let account = account(&json).unwrap();
        assert_eq!(account.name, number);
        assert_eq!(account.level, Some(number.into()));
        assert_eq!(account.tags.unwrap()["a"], number);
        assert_eq!(account.keys[0].id.as_deref(), Some(number));
    }
}

#[test]
fn text_is_unescaped() {
    let table = [
        (r#""""#, ""),
        (r#""é中😀""#, "é中😀"),
        (r#""a\"b\\c\/\n\u00e9\ud83d\ude00""#, "a\"b\\c/\né😀"),
    ];
    for (json, expected) in table {
        assert_eq!(
            account(&format!(r#"{{"Name":{json}}}"#)).unwrap().name,
            expected
        );
    }
    let failure = account(r#"{"Name":"\ud800"}"#).map(|_| ()).unwrap_err();
    assert_eq!(failure.path, "Name");
}

#[test]
fn of_a_repeated_member_the_last_one_counts() {
    let table = [
        (
            r#"{"Keys":[{"Id":"1"},{}],"Keys":[{"Id":"2"}]}"#,
            r#"Keys: [Key { Id: "2" }]"#,
        ),
        (
            r#"{"Keys":[{"Id":"1"}],"Keys":{"Id":"2"}}"#,
            r#"Keys: [Key { Id: "2" }]"#,
        ),
        (r#"{"Keys":[{"Id":"1"}],"Keys":[]}"#, "Keys: []"),
        (
            r#"{"Tags":{"a":"1"},"Tags":{"b":"2"}}"#,
            r#"Keys: [], Tags: {"b": "2"}"#,
        ),
        (
            r#"{"Tags":{"a":"1","a":"2"}}"#,
            r#"Keys: [], Tags: {"a": "2"}"#,
        ),
    ];
    for (json, expected) in table {
        let shown = debug(&account(json).unwrap());
        assert_eq!(
            shown,
            format!(r#"Account {{ Name: "", {expected} }}"#),
            "{json}"
        );
    }
    let mut list: Vec<String> = Vec::new();
    decode(br#"["a"]"#, &mut list).unwrap();
    decode(b"7", &mut list).unwrap();
    assert_eq!(list, ["7"]);
}

#[test]
fn numbers_of_any_precision_are_numbers() {
    let json = format!(
        r#"{{"Age":{{"{0}":"-12"}},"Ratio":{{"{0}":"1.5"}}}}"#,
        tree::NUMBER
    );
    let account = account(&json).unwrap();
    assert_eq!((account.age, account.ratio), (Some(-12), Some(1.5)));
}

#[test]
fn a_failure_names_the_place_and_both_kinds() {
    let table = [
        (r#"{"Name":{}}"#, "Name", "found an object, expected text"),
        (r#"{"Name":["a"]}"#, "Name", "found a list, expected text"),
        (
            r#"{"Age":2.5}"#,
            "Age",
            "found 2.5, expected a whole number of 64 bits",
        ),
        (
            r#"{"Age":18446744073709551615}"#,
            "Age",
            "found 18446744073709551615, expected a whole number",
        ),
        (
            r#"{"Age":true}"#,
            "Age",
            "found true, expected a whole number",
        ),
        (
            r#"{"Keys":[{},{"Id":"1"},{"Id":{}}]}"#,
            "Keys[2].Id",
            "found an object, expected text",
        ),
        (
            r#"{"Keys":["x"]}"#,
            "Keys[0]",
            "found the text \"x\", expected an object",
        ),
        (
            r#"{"Tags":{"a":[]}}"#,
            "Tags.a",
            "found a list, expected text",
        ),
        (r#"{"Tags":[]}"#, "Tags", "found a list, expected an object"),
        (
            r#"{"Parent":{"Active":"maybe"}}"#,
            "Parent.Active",
            "expected true or false",
        ),
        (r#"{"Photo":"%"}"#, "Photo", "expected base64 text"),
        (
            r#""text""#,
            "",
            "found the text \"text\", expected an object",
        ),
        ("<html>", "", "expected value"),
        (r#"{"Name":"a"} x"#, "", "trailing characters"),
        (r#"{"Name":"a"#, "Name", "EOF"),
    ];
    for (json, path, message) in table {
        let failure = account(json).map(|_| ()).unwrap_err();
        assert_eq!(failure.path, path, "{json}");
        assert!(
            failure.source.to_string().contains(message),
            "{json}: {}",
            failure.source
        );
    }
}

#[test]
fn deep_nesting_is_refused_rather_than_followed() {
    let json = format!("{}{}", r#"{"Parent":"#.repeat(100_000), "1");
    assert!(account(&json).is_err());
    let json = format!(r#"{{"Extra":{{"x":{}"#, "[".repeat(100_000));
    assert!(account(&json).is_err());
    let json = format!(r#"{{"New":{}"#, "[".repeat(100_000));
    assert!(account(&json).is_err());
}

#[test]
fn other_outputs_than_structures_are_filled_too() {
    let mut list: Vec<String> = Vec::new();
    decode(br#"["a",1]"#, &mut list).unwrap();
    assert_eq!(list, ["a", "1"]);
    decode(br#"{"a":[1]}"#, &mut ()).unwrap();
    let mut json = Json::Null;
    decode(b"[1,null]", &mut json).unwrap();
    assert_eq!(json, serde_json::json!([1, null]));
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_the_decoder_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..64)) {
        let _ = decode(&bytes, &mut Account::default());
    }

    #[test]
    fn no_json_makes_the_decoder_panic(
        name in "Name|Age|Ratio|Active|Level|Photo|Keys|Tags|Extra|Parent",
        value in r#"(\[|\{"Id":|)(1e400|-1|1\.5|"[a-z]*"|true|null|\[\]|\{\})(\]|\}|)"#,
    ) {
        let _ = account(&format!("{{\"{name}\":{value}}}"));
    }
}

/// What fits into so much memory and what does not, each with the place where it ended.
#[test]
fn lists_and_maps_take_room_whatever_their_entries_hold() {
    let place = |json: &str, room: usize, slot: &mut dyn Slot| {
        let failure = decode_within(Room::exactly(room), json.as_bytes(), slot, false).err();
        failure.map(|failure| {
            let source = failure.source.to_string();
            assert!(source.starts_with("lists and maps would take"), "{source}");
            assert_eq!(failure.fault, Fault::Data);
            failure.path
        })
    };
    let at = |path: &str| Some(path.to_owned());

    let size = size_of::<Account>();
    let mut list = Vec::<Account>::new();
    assert_eq!(place("[{},{}]", 2 * size, &mut list), None);
    assert_eq!(place("[{},{}]", 2 * size - 1, &mut list), at("[1]"));
    assert_eq!(place("[null]", size - 1, &mut list), at("[0]"));
    assert_eq!(place("{}", size - 1, &mut list), at(""));
    assert_eq!(place("\"x\"", 0, &mut vec![String::new()]), at(""));

    // Its parent stands in a box.
    let mut account = Account::default();
    let nested = r#"{"Parent":{"Parent":{}}}"#;
    assert_eq!(place(nested, 2 * size, &mut account), None);
    assert_eq!(place(nested, size, &mut account), at("Parent.Parent"));
    assert_eq!(place("{}", 0, &mut account), None);

    let size = size_of::<(String, i64)>();
    let mut map = std::collections::BTreeMap::<String, i64>::new();
    let json = r#"{"a":1,"b":2}"#;
    assert_eq!(place(json, 12 * size, &mut map), None);
    assert_eq!(place(json, 12 * size - 1, &mut map), at(""));

    let size = size_of::<Json>();
    assert_eq!(place("[[],0]", 2 * size, &mut Json::Null), None);
    assert_eq!(place("[[],0]", 2 * size - 1, &mut Json::Null), at(""));
    let object = 11 * size_of::<(String, Json)>();
    let nested = r#"{"a":{"b":1}}"#;
    assert_eq!(place(nested, 2 * object, &mut Json::Null), None);
    assert_eq!(place(nested, 2 * object - 1, &mut Json::Null), at(""));
}
