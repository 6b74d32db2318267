//! Texts of a certain form, each as one regular expression that editors understand as well.
//!
//! In: nothing. Out: for each form its expression, the code of its finding and how to mend a text that is not of it,
//! for the parser and the schemas of editors alike.

use std::sync::OnceLock;

use regex_lite::Regex;

/// A form of text.
#[derive(Debug)]
pub(crate) struct Format {
    /// Code of the finding for text that has another form.
    pub(crate) code: &'static str,
    /// What it is, with its article.
    pub(crate) wants: &'static str,
    /// What the whole text matches.
    pub(crate) pattern: &'static str,
    /// How to mend it.
    pub(crate) help: Option<&'static str>,
    /// Characters that it may have.
    pub(crate) max: Option<u32>,
    /// Whether it has no capitals at all, so that none are lost by writing it without.
    lower_case: bool,
    regex: OnceLock<Regex>,
}

const fn format(code: &'static str, wants: &'static str, pattern: &'static str) -> Format {
    Format {
        code,
        wants,
        pattern,
        help: None,
        max: None,
        lower_case: false,
        regex: OnceLock::new(),
    }
}

impl Format {
    const fn help(mut self, help: &'static str) -> Self {
        self.help = Some(help);
        self
    }

    const fn max(mut self, max: u32) -> Self {
        self.max = Some(max);
        self
    }

    const fn lower_case(mut self) -> Self {
        self.lower_case = true;
        self
    }

    /// Whether `text` has this form.
    pub(crate) fn accepts(&self, text: &str) -> bool {
        let is_short = self.max.is_none_or(|max| text.len() <= max as usize);
        let regex = self.regex.get_or_init(|| {
            Regex::new(&format!("^(?:{})$", self.pattern)).expect("a test compiles every pattern")
        });
        is_short && regex.is_match(text)
    }

    /// The text in lower case, when only its capitals are wrong.
    pub(crate) fn in_lower_case(&self, text: &str) -> Option<String> {
        let lower = text.to_lowercase();
        (self.lower_case && !self.accepts(text) && self.accepts(&lower)).then_some(lower)
    }
}

/// Day of a page.
pub(crate) static DATE: Format = format(
    "bad-date",
    "a date such as 2025-10-20",
    "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
)
.help("write year, month and day with two hyphens");

/// Counts of characters, bytes or entries.
pub(crate) static BOUNDS: Format = format(
    "bad-range",
    "a range of counts such as `3..=28`, `..=20`, `1..` or `5`",
    r"[0-9]+|[0-9]+\.\.=[0-9]+|\.\.=[0-9]+|[0-9]+\.\.",
)
.help("both ends belong to the range: `3..=28`; either may be left out: `..=20`, `1..`");

/// Range of a number.
pub(crate) static RANGE: Format = format(
    "bad-range",
    "a range of numbers such as `1..=60`, `..=0.5`, `-1..` or `5`",
    r"(-?[0-9]+(\.[0-9]+)?|-?[0-9]+(\.[0-9]+)?\.\.=-?[0-9]+(\.[0-9]+)?|\.\.=-?[0-9]+(\.[0-9]+)?|-?[0-9]+(\.[0-9]+)?\.\.)",
)
.help("both ends belong to the range: `1..=60`; either may be left out: `..=60`, `1..`");

/// Request line.
pub(crate) static HTTP: Format = format(
    "bad-http",
    "a method and a path such as `GET /api/v1/workspaces/{WorkspaceId}`",
    r#"(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS) /[^\s#"<>\\^`|]*"#,
)
.help("write the method in capitals, one space and the path from its first slash; RPC operations have the path `/`");

/// Product code.
pub(crate) static PRODUCT_CODE: Format = format(
    "bad-name",
    "a product code such as `emr-serverless-spark`",
    "[a-z][a-z0-9-]*",
)
.help("write it as in the host of the endpoint: lower-case letters, digits and `-`")
.lower_case();

/// API version.
pub(crate) static VERSION: Format = format(
    "bad-name",
    "an API version such as 2021-02-04",
    "[A-Za-z0-9]+([._-][A-Za-z0-9]+)*",
);

/// Name of an operation.
pub(crate) static OPERATION_NAME: Format = format(
    "bad-name",
    "the name of an operation such as `CreateWorkspace`",
    "[A-Za-z][A-Za-z0-9_]*",
);

/// An operation, perhaps of another product version.
pub(crate) static OPERATION_PATH: Format = format(
    "bad-name",
    "the name of an operation such as `DescribeTask` or `ecs/2014-05-26:DescribeTask`",
    "([a-z][a-z0-9-]*/[A-Za-z0-9]+([._-][A-Za-z0-9]+)*:)?[A-Za-z][A-Za-z0-9_]*",
);

/// How many.
pub(crate) static COUNT: Format = format(
    "bad-count",
    "a whole number such as `1000`",
    "[1-9][0-9]{0,8}",
)
.help("write digits alone, at most nine of them, and not zero");

/// RAM action.
pub(crate) static ACTION: Format = format(
    "bad-name",
    "a RAM action such as `ecs:RunInstances`",
    "[a-z0-9-]+:[A-Za-z0-9_*]+",
);

/// Rust type or variant.
pub(crate) static TYPE_NAME: Format = format(
    "bad-name",
    "the name of a Rust type such as `Resource`",
    "[A-Z][A-Za-z0-9]*",
);

/// Rust field.
pub(crate) static FIELD_NAME: Format = format(
    "bad-name",
    "the name of a Rust field such as `resource_type`",
    "[a-z][a-z0-9_]*",
)
.lower_case();

/// Name on the wire.
pub(crate) static WIRE_NAME: Format = format("bad-name", "a wire name", r"[A-Za-z0-9_.*$@:/+~-]+")
    .help("write the name exactly as the page does: letters, digits and `_ . - * $ @ : / + ~`");

/// Name of an XML element.
pub(crate) static ELEMENT: Format = format(
    "bad-name",
    "the name of an XML element such as `LifecycleConfiguration`",
    "[A-Za-z_][A-Za-z0-9_.-]*",
);

/// Path of a rule.
pub(crate) static PATH: Format = format(
    "bad-path",
    "the path of a field such as `Resources[].Name`",
    r"[A-Za-z0-9_.*$@:/+~-]+(\[\])?(\.[A-Za-z0-9_.*$@:/+~-]+(\[\])?)*",
)
.help("`.` goes into a structure and `[]` stands for each entry of a list");

/// Path of a member that stands in no list.
pub(crate) static MEMBER: Format = format(
    "bad-path",
    "the path of a member such as `Regions.Region`",
    r"[A-Za-z0-9_.*$@:/+~-]+",
)
.help("`.` goes into a structure; a page has one list, so that `[]` has no meaning");

/// Name of a rule.
pub(crate) static RULE_ID: Format = format(
    "bad-name",
    "the name of a rule such as `attach-needs`",
    "[a-z][a-z0-9]*(-[a-z0-9]+)*",
)
.help("write lower-case words with hyphens between")
.lower_case();

/// Region.
pub(crate) static REGION: Format = format(
    "bad-region",
    "a region such as `cn-hangzhou`",
    "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
)
.lower_case();

/// Host.
pub(crate) static HOST: Format = format(
    "bad-host",
    "a host name such as `ecs.aliyuncs.com`",
    r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+",
)
.help("write the name alone: no scheme, no port, no path; at most 63 characters between dots, 253 in all")
.max(253)
.lower_case();

/// Host inside a VPC.
pub(crate) static VPC_HOST: Format = format(
    "bad-host",
    "a host name such as `ecs-vpc.cn-hangzhou.aliyuncs.com`, or `none`",
    r"none|[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+",
)
.help("write the name alone: no scheme, no port, no path; at most 63 characters between dots, 253 in all")
.max(253)
.lower_case();

/// Address.
pub(crate) static URL: Format = format(
    "bad-url",
    "an address that starts with `https://`",
    r#"https://[^\s<>"]+"#,
);

/// HTTP status.
pub(crate) static STATUS: Format = format(
    "bad-status",
    "an HTTP status such as 404",
    "[1-5][0-9][0-9]",
);

/// Error code.
pub(crate) static ERROR_CODE: Format = format(
    "bad-name",
    "an error code such as `InvalidParameter`",
    r"[^\s]+",
);

/// Key of a field.
pub(crate) static FACT: Format =
    format("bad-name", "a key of this field", r"[a-z_$]+").lower_case();

/// Text as it is written.
pub(crate) static WRITTEN: Format = format("bad-name", "a value", r"[^\u0000-\u001f]*")
    .help("write it without tabs, line breaks and other control characters");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_mended_where_none_belong() {
        for (format, text, expected) in [
            (&PRODUCT_CODE, "Sts", Some("sts")),
            (&RULE_ID, "Attach-Needs", Some("attach-needs")),
            (&PRODUCT_CODE, "a_B", None),
            (&PRODUCT_CODE, "sts", None),
            (&ACTION, "ECS:RunInstances", None),
            (&URL, "HTTPS://a.b/C", None),
        ] {
            assert_eq!(format.in_lower_case(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn every_pattern_compiles_and_tells_right_from_wrong() {
        let cases: &[(&Format, &[&str], &[&str])] = &[
            (
                &DATE,
                &["2025-10-20"],
                &[
                    "2025-13-01",
                    "2025-1-1",
                    "20251020",
                    "2025-10-32",
                    "2025-10-20\n",
                ],
            ),
            (
                &BOUNDS,
                &["3..=28", "..=20", "1..", "5"],
                &["3..28", "..", "", "-1..", "28..=", "1.5", "3 ..= 5"],
            ),
            (
                &RANGE,
                &["1..=60", "-1..=0.5", "..=-3", "2..", "0.5", "-7"],
                &["..", "1..60", "a..=b", "1e3", ".5"],
            ),
            (
                &HTTP,
                &["GET /", "POST /a/{B}:stop", "GET /?acl"],
                &["get /", "GET", "GET  /", "GET /a b", "FETCH /", "GET a"],
            ),
            (
                &PRODUCT_CODE,
                &["aiworkspace", "emr-serverless-spark", "a1"],
                &["", "a_b", "1a", "../x", "Ecs"],
            ),
            (
                &VERSION,
                &["2021-02-04", "20240611", "iap_1.0"],
                &["", "..", "a/b", "1-"],
            ),
            (
                &OPERATION_NAME,
                &["CreateWorkspace", "pub"],
                &["", "a-b", "Create Workspace"],
            ),
            (
                &ACTION,
                &["ecs:RunInstances", "oss:*"],
                &["ecs", "ecs:", "ECS:Run"],
            ),
            (&TYPE_NAME, &["Resource"], &["resource", "A_B", ""]),
            (&FIELD_NAME, &["resource_type"], &["Resource", "_x", ""]),
            (
                &WIRE_NAME,
                &["SystemDisk.Size", "x-oss-meta-*", "5xxPv", "_"],
                &["", "a b", "a[]", "é"],
            ),
            (
                &ELEMENT,
                &["CreateAccessPoint", "_a-1.b"],
                &["", "1a", "a b", "a:b", "<a>"],
            ),
            (
                &PATH,
                &["A", "A[].B", "A.B[]", "A.1.B"],
                &["", "[]", "A[0]", "A[]B", "A B"],
            ),
            (
                &RULE_ID,
                &["attach-needs", "a"],
                &["Attach", "a--b", "-a", "a-"],
            ),
            (
                &REGION,
                &["cn-hangzhou", "us-east-1"],
                &["-a", "a.b", "CN", "a-"],
            ),
            (
                &HOST,
                &["ecs.aliyuncs.com", &format!("{}.b", "a".repeat(63))],
                &[
                    "https://a.b",
                    "a",
                    "a.b:80",
                    "a..b",
                    "a.b/",
                    &format!("{}.b", "a".repeat(64)),
                    &format!("{}a", "a.".repeat(127)),
                ],
            ),
            (&URL, &["https://a.b/c"], &["http://a.b", "https://", "a.b"]),
            (&STATUS, &["404"], &["4xx", "600", "40"]),
            (&ERROR_CODE, &["Invalid.Parameter"], &["", "a b"]),
            (&FACT, &["in", "not_prefix", "$ref"], &["", "In"]),
            (
                &OPERATION_PATH,
                &["GetTask", "ecs/2014-05-26:GetTask", "a/iap_1.0:Get"],
                &["", "ecs:GetTask", "/2014:GetTask", "Ecs/1:Get", "a/1:"],
            ),
            (
                &COUNT,
                &["1", "999999999"],
                &["", "0", "01", "-1", "1000000000"],
            ),
            (&MEMBER, &["Regions.Region", "_"], &["", "A[].B", "A B"]),
            (&WRITTEN, &["", "true", "a b", "é"], &["a\nb", "\u{0}"]),
        ];
        for (format, right, wrong) in cases {
            for text in *right {
                assert!(format.accepts(text), "{}: {text:?}", format.wants);
            }
            for text in *wrong {
                assert!(!format.accepts(text), "{}: {text:?}", format.wants);
            }
        }
    }
}
