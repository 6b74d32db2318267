//! Whether an operation only reads.
//!
//! In: the operation and its name. Out: [`Kind::Read`] when `operationType`, the operation type of the tags and the
//! verb of the name agree and it costs nothing. What is a read may be repeated blindly, and the metadata calls
//! sending a text message one: a fact that is missing is no agreement, and doubt means a write.

use crate::metadata::document::Api;
use crate::spec::Kind;

/// Methods that a read may have; RPC operations post.
const READING: [&str; 3] = ["get", "head", "post"];

/// Verbs that read. Not among them: `Verify` and `Validate`, some of which use a code or a token up; `Export` and
/// `Generate`, which make something; `Recognize`, which is charged for.
const VERBS: [&str; 9] = [
    "Check", "Count", "Describe", "Find", "Get", "List", "Lookup", "Query", "Search",
];

/// Words in front of the verb: `BatchGetTables`.
const FRONT: [&str; 2] = ["Batch", "Page"];

/// Words that, behind `And` or `Or`, say that it does more than read: `GetOrCreate`, `QueryAndDelete`.
const CHANGES: [&str; 24] = [
    "Add", "Apply", "Bind", "Buy", "Clear", "Close", "Create", "Delete", "Disable", "Enable",
    "Lock", "Modify", "Open", "Pay", "Publish", "Remove", "Reset", "Save", "Send", "Set", "Start",
    "Stop", "Submit", "Update",
];

/// Operations that all facts call reads and that must not be repeated blindly: why.
const WRITES: [(&str, &str); 11] = [
    ("CheckIn", "it checks somebody in"),
    ("CheckOut", "it checks somebody out"),
    ("DescribeInstallCaptcha", "it makes a new code each time"),
    (
        "DescribePhoneNumberOperatorAttribute",
        "each call is charged for",
    ),
    ("GetCardSmsLink", "it makes new links each time"),
    ("GetChatappVerifyCode", "it sends a code to a phone"),
    ("GetLoginToken", "it logs somebody in and uses a code up"),
    (
        "GetMediaResourceId",
        "it registers a file and gives it an ID",
    ),
    ("GetMigrationVerifyCode", "it sends a code to a phone"),
    ("GetPermissionByCode", "it uses a code up"),
    ("SearchFace", "each call is charged for"),
];

/// Whether the operation with this name only reads.
pub(crate) fn kind(name: &str, api: &Api) -> Kind {
    let facts = [
        api.operation_type.as_deref() == Some("read"),
        matches!(api.tag_operation_type.as_deref(), Some("get" | "list")),
        api.tag_charge_type.as_deref() != Some("paid"),
        reads(name),
        // A list that is fetched with PUT says something else than its name.
        api.methods.is_empty()
            || api
                .methods
                .iter()
                .any(|method| READING.contains(&&**method)),
    ];
    match facts.iter().all(|agrees| *agrees) {
        true => Kind::Read,
        false => Kind::Write,
    }
}

/// Whether the name says that nothing changes.
pub(super) fn reads(name: &str) -> bool {
    let words = words(name);
    let verb = match words.as_slice() {
        [front, verb, ..] if FRONT.contains(front) => verb,
        [verb, ..] => verb,
        [] => return false,
    };
    let also_changes = words
        .windows(2)
        .any(|pair| matches!(pair[0], "And" | "Or" | "Then") && CHANGES.contains(&pair[1]));
    let is_known = WRITES.iter().any(|(write, _)| *write == name);
    VERBS.contains(verb) && !also_changes && !is_known
}

/// The words of a name: `Get`, `SQL`, `And`, `Start`.
fn words(name: &str) -> Vec<&str> {
    let bytes = name.as_bytes();
    let is_upper = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_uppercase);
    let is_lower = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_lowercase);
    let starts = (0..bytes.len())
        .filter(|&at| at == 0 || is_upper(at) && (!is_upper(at - 1) || is_lower(at + 1)));
    let mut starts: Vec<usize> = starts.collect();
    starts.push(bytes.len());
    let words = starts.windows(2).map(|pair| name.get(pair[0]..pair[1]));
    words.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn api<'d>(operation: &'d str, tag: &'d str, charge: &'d str) -> Api<'d> {
        let text = |text: &'d str| (!text.is_empty()).then_some(text.into());
        Api {
            operation_type: text(operation),
            tag_operation_type: text(tag),
            tag_charge_type: text(charge),
            ..Api::default()
        }
    }

    #[test]
    fn a_read_is_what_all_facts_call_a_read() {
        for (name, operation, tag, charge, expected) in [
            ("DescribeInstances", "read", "list", "free", Kind::Read),
            ("GetUser", "read", "get", "", Kind::Read),
            ("BatchGetTables", "read", "get", "free", Kind::Read),
            ("GetUser", "readAndWrite", "get", "free", Kind::Write),
            ("GetUser", "read", "update", "free", Kind::Write),
            ("GetUser", "read", "", "free", Kind::Write),
            ("GetUser", "", "get", "free", Kind::Write),
            ("GetUser", "read", "get", "paid", Kind::Write),
            ("DeleteFlow", "read", "get", "free", Kind::Write),
            ("UpdateCsr", "read", "list", "free", Kind::Write),
            // dysmsapi: the metadata calls it a read.
            ("SendSms", "read", "get", "paid", Kind::Write),
            ("SendSms", "read", "get", "free", Kind::Write),
            // emr-serverless-spark: likewise.
            ("CreateWorkspace", "read", "list", "free", Kind::Write),
        ] {
            assert_eq!(
                kind(name, &api(operation, tag, charge)),
                expected,
                "{name} {operation} {tag} {charge}"
            );
        }
    }

    #[test]
    fn a_method_that_changes_something_is_no_agreement() {
        for (methods, expected) in [
            (vec!["post", "get"], Kind::Read),
            (vec!["put", "post"], Kind::Read),
            (vec!["put"], Kind::Write),
            (vec!["delete"], Kind::Write),
        ] {
            let mut api = api("read", "list", "free");
            api.methods = methods.into_iter().map(Into::into).collect();
            assert_eq!(kind("ListRuns", &api), expected);
        }
    }

    #[test]
    fn a_name_that_says_more_than_the_verb_is_no_read() {
        for (name, expected) in [
            ("GetOrCreateToken", false),
            ("QueryAndDelete", false),
            ("DescribeAndPay", false),
            ("CheckIn", false),
            ("CheckInstances", true),
            ("Checkout", false),
            ("GetMediaResourceId", false),
            ("ListDirectoriesAndFiles", true),
            ("GetSQLAndStart", false),
            ("Listen", false),
            ("Batch", false),
            ("getUser", false),
            ("", false),
            ("Gét", false),
        ] {
            assert_eq!(reads(name), expected, "{name}");
        }
    }
}
