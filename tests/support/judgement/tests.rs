use super::*;
use crate::vectors;

const FULL: &str = "requests/aiworkspace.CreateWorkspaceResource.full.json";
const MINIMAL: &str = "requests/aiworkspace.CreateWorkspaceResource.minimal.json";

/// The places that are wrong after the body's text was replaced.
fn places_after(vector: &Json, form: &Json, from: &str, to: &str) -> Vec<String> {
    let mut got = Wire::captured(form);
    let text = String::from_utf8(got.body).expect("the body is text");
    assert!(text.contains(from), "{from} is not in {text}");
    got.body = text.replacen(from, to, 1).into_bytes();
    places(vector, &got)
}

fn places(vector: &Json, got: &Wire) -> Vec<String> {
    let lines = judge(vector, got);
    let place = |line: &String| {
        line.split(": expected ")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    lines.iter().map(place).collect()
}

#[test]
fn what_was_captured_is_right() {
    for vector in vectors::all("requests") {
        assert!(judge(&vector, &Wire::captured(&vector["expected"])).is_empty());
    }
}

#[test]
fn every_change_of_meaning_in_a_body_is_found() {
    let vector = vectors::json(FULL);
    let table = [
        (
            "\"EnvType\":\"dev\"",
            "\"EnvType\":\"prod\"",
            "body:/Resources/0/EnvType",
        ),
        (
            "\"IsDefault\":true",
            "\"IsDefault\":\"true\"",
            "body:/Resources/0/IsDefault",
        ),
        (
            "\"IsDefault\":true",
            "\"IsDefault\":1",
            "body:/Resources/0/IsDefault",
        ),
        ("\"IsDefault\":false,", "", "body:/Resources/1/IsDefault"),
        (
            "\"Value\":\"\"",
            "\"Value\":null",
            "body:/Resources/0/Labels/1/Value",
        ),
        ("{\"Id\":\"q-1\"}", "", "body:/Resources/1/Quotas"),
        ("{", "{\"More\":1,", "body:/More"),
    ];
    for (from, to, place) in table {
        assert_eq!(
            places_after(&vector, &vector["expected"], from, to),
            [place],
            "{to}"
        );
    }
    let swapped = places_after(
        &vector,
        &vector["expected"],
        "{\"Id\":\"10\"},{\"Id\":\"11\"}",
        "{\"Id\":\"11\"},{\"Id\":\"10\"}",
    );
    assert_eq!(swapped.len(), 2, "{swapped:?}");
    assert_eq!(
        places_after(&vector, &vector["expected"], "{", ""),
        ["body"]
    );
}

#[test]
fn the_order_of_members_and_the_spelling_of_numbers_do_not_matter() {
    let vector = vectors::json("requests/aiworkspace.CreateWorkspaceResource.spec-map.json");
    let table = [
        (
            "\"int\":7,\"big\":4294967296",
            "\"big\":4294967296.0,\"int\":7.0",
        ),
        ("\"a\":1}", "\"\\u0061\":1}"),
    ];
    for (from, to) in table {
        assert!(
            places_after(&vector, &vector["expected"], from, to).is_empty(),
            "{to}"
        );
    }
}

#[test]
fn either_form_is_right_where_the_official_sdks_differ_and_nothing_else() {
    let vector = vectors::json(MINIMAL);
    let (python, typescript) = (&vector["expected"], &vector["cross_check"]["expected"]);
    assert!(judge(&vector, &Wire::captured(typescript)).is_empty());
    let lists = "\"Quotas\":[],";
    assert!(
        places_after(&vector, python, lists, "").is_empty(),
        "each on its own"
    );
    let table = [
        (
            python,
            lists,
            "\"Quotas\":[{}],",
            "body:/Resources/0/Quotas",
        ),
        (
            typescript,
            "\"prod\"",
            "\"dev\"",
            "body:/Resources/0/EnvType",
        ),
        (typescript, "\"Name\"", "\"name\"", "body:/Resources/0/Name"),
    ];
    for (form, from, to, place) in table {
        assert!(
            places_after(&vector, form, from, to).contains(&place.to_owned()),
            "{to}"
        );
    }
}

#[test]
fn method_path_query_and_headers_are_compared() {
    let vector = vectors::json("requests/emr-serverless-spark.CreateWorkspace.sts.json");
    type Change = fn(&mut Wire);
    let table: [(Change, &str); 8] = [
        (|got| got.method = "PUT".into(), "method"),
        (|got| got.path.push('/'), "path"),
        (|got| got.query.clear(), "query:regionId"),
        (
            |got| got.query.push(("regionId".into(), "cn-shanghai".into())),
            "query:regionId",
        ),
        (
            |got| got.query.push(("more".into(), String::new())),
            "query:more",
        ),
        (
            |got| drop(got.headers.remove("x-acs-security-token")),
            "header:x-acs-security-token",
        ),
        (
            |got| {
                got.headers
                    .get_mut("content-type")
                    .expect("set")
                    .push_str("; a=b")
            },
            "header:content-type",
        ),
        (
            |got| drop(got.headers.insert("x-acs-more".into(), "1".into())),
            "header:x-acs-more",
        ),
    ];
    for (change, place) in table {
        let mut got = Wire::captured(&vector["expected"]);
        change(&mut got);
        assert!(places(&vector, &got).contains(&place.to_owned()), "{place}");
    }
    let mut got = Wire::captured(&vector["expected"]);
    got.headers.insert("user-agent".into(), "other".into());
    assert!(judge(&vector, &got).is_empty());
}

#[test]
fn forms_and_json_inside_a_parameter_are_compared_by_meaning() {
    let form = vectors::json("requests/nlb.CreateLoadBalancer.form.json");
    let python = &form["expected"];
    let table: [(&str, &str, &[&str]); 5] = [
        ("NLB+1", "NLB%201", &[]),
        ("DryRun=False", "DryRun=false", &[]),
        ("DryRun=False", "DryRun=no", &["form:DryRun"]),
        ("VpcId=vpc-1", "VpcId=vpc-2", &["form:VpcId"]),
        ("&VpcId=vpc-1", "", &["form:VpcId"]),
    ];
    for (from, to, expected) in table {
        assert_eq!(places_after(&form, python, from, to), expected, "{to}");
    }
    let query = vectors::json("requests/imm.CreateMediaConvertTask.json-query.json");
    let after = |from: &str, to: &str| {
        let mut got = Wire::captured(&query["expected"]);
        let targets = got.query.iter_mut().find(|pair| pair.0 == "Targets");
        let targets = &mut targets.expect("the parameter is there").1;
        assert!(targets.contains(from), "{targets}");
        *targets = targets.replacen(from, to, 1);
        places(&query, &got)
    };
    assert_eq!(after("[0,1]", "[0, 1]"), [""; 0]);
    assert_eq!(
        after("1000000", "1"),
        ["query:Targets:/0/Video/TranscodeVideo/Bitrate"]
    );
    assert_eq!(after("[{", "{"), ["query:Targets"]);
}

#[test]
fn bytes_are_compared_as_they_are() {
    let vector = vectors::json("requests/fc.InvokeFunction.binary.json");
    let mut got = Wire::captured(&vector["expected"]);
    assert_eq!(got.body[..4], [0, 1, 2, 253]);
    got.body.push(0);
    assert_eq!(places(&vector, &got), ["body"]);
}
