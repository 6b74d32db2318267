//! No text makes the importer panic, and what it cannot use it says.

use proptest::prelude::*;

use super::*;

fn findings(text: &str) -> String {
    let mut diagnostics = Diagnostics::default();
    let import = import(0, "api-docs.json", text, &mut diagnostics);
    assert_eq!(import.product.is_none(), diagnostics.has_errors(), "{text}");
    let found = diagnostics.sorted().into_iter();
    found
        .map(|one| format!("{}: {}", one.code, one.message))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn what_is_no_metadata_is_said() {
    let long = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    for (text, expected) in [
        (
            "",
            "no-json: api-docs.json cannot be read as JSON: EOF while parsing a value at line 1 column 0",
        ),
        (
            "{\"info\":\n {",
            "no-json: api-docs.json cannot be read as JSON: EOF while parsing an object at line 2 column 2",
        ),
        (
            &long,
            "no-json: api-docs.json cannot be read as JSON: recursion limit exceeded at line 1 column 128",
        ),
        (
            "[]",
            "no-metadata: api-docs.json is no api-docs.json: it has no `info.product`",
        ),
        (
            "3",
            "no-metadata: api-docs.json is no api-docs.json: it has no `info.product`",
        ),
        (
            r#"{"info":{"product":"a"}}"#,
            "no-metadata: api-docs.json is no api-docs.json: it has no `info.version`",
        ),
        (
            r#"{"info":{"product":"../a","version":"1"}}"#,
            "no-metadata: api-docs.json has `../a` as `info.product`, which cannot be a name",
        ),
        (
            r#"{"info":{"product":"a","version":"../1"}}"#,
            "no-metadata: api-docs.json has `../1` as `info.version`, which cannot be a name",
        ),
        (
            "\u{feff}{\"info\":{\"product\":\"a\",\"version\":\"1\"}}",
            "",
        ),
    ] {
        assert_eq!(findings(text), expected, "{text}");
    }
}

/// Words that mean something at some place, so that odd documents are odd in many places.
const WORDS: &[&str] = &[
    "info",
    "style",
    "product",
    "version",
    "components",
    "schemas",
    "apis",
    "endpoints",
    "ram",
    "ramActions",
    "parameters",
    "responses",
    "200",
    "schema",
    "name",
    "in",
    "query",
    "path",
    "body",
    "header",
    "formData",
    "host",
    "type",
    "string",
    "integer",
    "number",
    "boolean",
    "array",
    "object",
    "any",
    "format",
    "binary",
    "int32",
    "$ref",
    "#/components/schemas/A",
    "A",
    "ref",
    "items",
    "properties",
    "additionalProperties",
    "enum",
    "enumValueTitles",
    "minimum",
    "maximum",
    "minLength",
    "pattern",
    "default",
    "example",
    "required",
    "docRequired",
    "description",
    "methods",
    "schemes",
    "sse",
    "security",
    "AK",
    "Anonymous",
    "consumes",
    "application/xml",
    "staticInfo",
    "callback",
    "errorCodes",
    "responseDemo",
    "ROA",
    "RPC",
    "/{a}/[b]?c#d",
    "x-a-*",
    "Authorization",
    "",
    "1",
    "-1",
    "true",
    "(",
    "a\u{202e}b",
    "中",
    "sensitive",
    "title",
    "regionId",
    "endpoint",
    "vpc",
    "NextToken",
    "TotalCount",
    "allOf",
    "oneOf",
    "anyOf",
    "a\nb",
];

fn word() -> impl Strategy<Value = String> {
    proptest::sample::select(WORDS).prop_map(str::to_owned)
}

fn json() -> impl Strategy<Value = String> {
    let quoted = |text: String| format!("{text:?}").replace("\\u{202e}", "\u{202e}");
    let leaf = prop_oneof![
        word().prop_map(quoted),
        Just("null".to_owned()),
        any::<bool>().prop_map(|value| value.to_string()),
        any::<i64>().prop_map(|value| value.to_string()),
        Just("1e300".to_owned()),
    ];
    leaf.prop_recursive(6, 96, 6, move |inner| {
        let members = prop::collection::vec((word(), inner.clone()), 0..6);
        prop_oneof![
            1 => prop::collection::vec(inner, 0..4).prop_map(|all| format!("[{}]", all.join(","))),
            3 => members.prop_map(move |all| {
                let all = all.into_iter().map(|(key, value)| format!("{}:{value}", quoted(key)));
                format!("{{{}}}", all.collect::<Vec<_>>().join(","))
            }),
        ]
    })
}

/// The errors in the specs that an import would write.
fn findings_in_yaml(product: &Product) -> String {
    let folder = format!("{}/{}", product.code.value, product.version.value);
    let files = crate::yaml::files(product, |_| true).into_iter();
    let files = files.map(|file| (format!("{folder}/{}", file.name), file.text));
    let mut diagnostics = Diagnostics::default();
    let sources = crate::load::load(files.collect(), &mut diagnostics);
    let spec = crate::parse::parse(&sources, &mut diagnostics);
    check(&spec, &mut diagnostics);
    match diagnostics.has_errors() {
        true => diagnostics.render(&sources, false),
        false => String::new(),
    }
}

/// Imports a text and asks every later pass; conservation holds whatever the text is.
fn holds(text: &str) {
    let mut diagnostics = Diagnostics::default();
    let import = import(0, "api-docs.json", text, &mut diagnostics);
    for tally in [
        import.ledger.operations,
        import.ledger.parameters,
        import.ledger.fields,
    ] {
        assert_eq!(
            tally.seen,
            tally.generated + tally.merged + tally.dropped,
            "{text}"
        );
    }
    if let Some(product) = &import.product {
        assert_eq!(findings_in_yaml(product), "", "{text}");
        later(import.product, &mut diagnostics);
        let errors = diagnostics.sorted().into_iter();
        let errors = errors.filter(|one| one.level == crate::diagnostic::Level::Error);
        let errors: Vec<_> = errors
            .map(|one| format!("{} {}", one.code, one.message))
            .collect();
        assert!(errors.is_empty(), "{errors:?}\n{text}");
    }
}

/// Components that each hold the next one, and the last one the one at `back`.
fn chain(length: usize, back: Option<usize>, open: &str, close: &str) -> String {
    let reference = |to: usize| format!(r##"{{"$ref": "#/components/schemas/C{to}"}}"##);
    let component = |number: usize| {
        let next = match number + 1 {
            next if next < length => reference(next),
            _ => back.map_or(r#"{"type": "string"}"#.to_owned(), reference),
        };
        format!(r#""C{number}": {open}{next}{close}"#)
    };
    let all: Vec<String> = (0..length).map(component).collect();
    format!(
        r#"{{"info": {{"style": "ROA", "product": "shop", "version": "1"}}, "components": {{"schemas": {{{}}}}},
        "apis": {{"Run": {{"path": "/", "responses": {{"200": {{"schema": {}}}}}}}}}}}"#,
        all.join(","),
        reference(length / 3),
    )
}

#[test]
fn chains_and_rounds_of_components_end() {
    let structure = (r#"{"type": "object", "properties": {"A": "#, "}}");
    let list = (r#"{"type": "array", "items": "#, "}");
    let all = (
        r#"{"allOf": ["#,
        r#", {"properties": {"A": {"type": "string"}, "B": {"allOf": [{"type": "string"}]}}}]}"#,
    );
    let alias = (r#"{"allOf": ["#, "]}");
    for length in [1, 2, 5, 16, 17, 31, 32, 33, 34, 40, 100, 1000] {
        for (open, close) in [structure, list, all, alias, ("", "")] {
            for back in [None, Some(0), Some(length / 2), Some(length - 1)] {
                holds(&chain(length, back, open, close));
            }
        }
    }
}

proptest! {
    #[test]
    fn any_text_is_imported_or_refused(text in "(?s).{0,200}") {
        holds(&text);
    }

    #[test]
    fn any_json_is_imported_or_refused(text in json()) {
        holds(&text);
    }

    #[test]
    fn any_schemas_and_parameters_make_a_sound_spec(
        style in proptest::sample::select(&["ROA", "RPC", "V3"][..]),
        path in proptest::sample::select(&["/", "/{A}/{body}", "/{a}?b=1", "x/../{A"][..]),
        schema in json(),
        answer in json(),
        parameters in json(),
        other in json(),
        members in json(),
    ) {
        let info = format!(r#""info": {{"style": "{style}", "product": "Shop", "version": "1"}}"#);
        let parameter = |place: &str, name: &str| {
            format!(r#"{{"name": "{name}", "in": "{place}", "style": "flat", "schema": {schema}}}"#)
        };
        let places = ["query", "path", "header", "host", "formData", "body"];
        let all: Vec<String> = places.iter().map(|place| parameter(place, &place.to_uppercase())).collect();
        let text = format!(
            r##"{{{info}, "components": {{"schemas": {{"A": {schema}, "a": {answer},
            "B": {{"type": "object", "properties": {{"B": {{"$ref": "#/components/schemas/B"}}, "A": {other}}}}}}}}},
            "apis": {{
                "Run": {{"path": "{path}", "parameters": [{}], "responses": {{"200": {{"schema": {answer}}}}}}},
                "Get": {{"path": "{path}", "parameters": [{}, {}], "responses": {{"200": {{"schema":
                    {{"type": "object", "properties": {{"A": {schema}, "B": {{"$ref": "#/components/schemas/B"}}}}}}}}}}}},
                "Put": {{"path": "{path}", "parameters": {parameters}}},
                "List": {members}
            }}}}"##,
            all.join(","),
            parameter("body", "body"),
            parameter("query", "A"),
        );
        holds(&text);
    }
}
