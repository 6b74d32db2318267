//! The closed lists of words.
//!
//! In: nothing. Out: for each key that takes one of some words, these words with a sentence about each.

/// A word of a closed list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// The word.
    pub(crate) name: &'static str,
    /// What it means.
    pub(crate) doc: &'static str,
    /// What other formats call it; suggested, never accepted.
    pub(crate) elsewhere: &'static [&'static str],
}

const fn word(name: &'static str, doc: &'static str, elsewhere: &'static [&'static str]) -> Word {
    Word {
        name,
        doc,
        elsewhere,
    }
}

/// Types of fields.
pub(crate) static TYPES: &[Word] = &[
    word("string", "text", &["text", "str"]),
    word(
        "integer",
        "a whole number of 64 bits",
        &["int", "int32", "int64", "long", "i64"],
    ),
    word(
        "number",
        "any number",
        &["float", "double", "decimal", "f64"],
    ),
    word("boolean", "true or false", &["bool"]),
    word(
        "timestamp",
        "a point in time, kept as text",
        &["date", "datetime", "date-time", "time", "iso8601"],
    ),
    word(
        "bytes",
        "bytes: base64 inside JSON, as they are as a body",
        &["binary", "byte", "blob", "file"],
    ),
    word("list", "a list of `items`", &["array", "vec", "sequence"]),
    word("map", "a map from text to `items`", &["dict", "hash"]),
    word(
        "structure",
        "the members in `fields`; may be left out where `fields` stands",
        &["object", "struct"],
    ),
    word("json", "any JSON", &["any", "value"]),
];

/// Types of answers that come piece by piece.
static STREAMS: &[Word] = &[word(
    "events",
    "server-sent events, one by one; `items` are their data",
    &["sse", "event-stream", "stream"],
)];

/// Types of answers.
pub(crate) static RESPONSE_TYPES: &[Word] = &{
    let mut all = [STREAMS[0]; TYPES.len() + STREAMS.len()];
    let mut index = 0;
    while index < TYPES.len() {
        all[index] = TYPES[index];
        index += 1;
    }
    all
};

/// Styles of an API.
pub(crate) static API_STYLES: &[Word] = &[
    word("ROA", "resource paths", &["rest", "restful", "FC", "V3"]),
    word("RPC", "everything in query or form", &[]),
];

/// Endpoint rules.
pub(crate) static ENDPOINT_RULES: &[Word] = &[
    word(
        "regional",
        "`<product>[-vpc].<region>.aliyuncs.com`",
        &["region"],
    ),
    word("central", "`<product>[-vpc].aliyuncs.com`", &["global"]),
];

/// Places of parameters.
pub(crate) static PLACES: &[Word] = &[
    word("path", "a placeholder of the path", &["url"]),
    word("query", "the query", &[]),
    word(
        "header",
        "a header; a map whose name holds `*` is one header for each key",
        &["headers"],
    ),
    word("host", "a label in front of the host name", &["domain"]),
    word("form", "a form body", &["formData"]),
];

/// Places of members of an answer.
pub(crate) static ANSWER_PLACES: &[Word] = &[word(
    "header",
    "a header; a map whose name holds `*` is all headers of such names",
    &["headers"],
)];

/// Styles of lists and structures in a query or form.
pub(crate) static STYLES: &[Word] = &[
    word("flat", "`Name.1.Key=v`", &["deepObject"]),
    word("repeatList", "the same as `flat`", &["repeat"]),
    word("json", "one parameter that holds compact JSON", &[]),
    word("simple", "`a,b,c`", &["comma", "csv"]),
];

/// What may be repeated blindly.
pub(crate) static KINDS: &[Word] = &[
    word("read", "it only reads", &["get", "list", "readonly"]),
    word(
        "write",
        "it changes something, or nobody knows",
        &["create", "update", "delete", "readAndWrite"],
    ),
];

/// What tells one page of a list from the next.
pub(crate) static PAGES_BY: &[Word] = &[
    word(
        "number",
        "a page number, from 1: `page`, and perhaps `total`",
        &["page", "page_number"],
    ),
    word(
        "token",
        "a token that each answer gives for the next request: `token` and `next`",
        &["cursor", "marker", "next_token"],
    ),
    word(
        "offset",
        "the number of entries to skip: `offset`, and perhaps `total`",
        &["skip", "limit"],
    ),
];

/// How much a violation matters.
pub(crate) static LEVELS: &[Word] = &[
    word("enforce", "the call is refused", &["error", "deny"]),
    word("warn", "it is only reported", &["warning", "advice"]),
];

/// Where a fact comes from that is not on the page.
pub(crate) static SOURCES: &[Word] = &[
    word(
        "metadata",
        "Alibaba's own metadata",
        &["api-docs", "openapi"],
    ),
    word("sdk", "an official SDK", &[]),
];

/// All lists, each with the key that takes it.
pub(crate) static ALL: &[(&str, &[Word])] = &[
    ("`type`", TYPES),
    ("`type` of a response, besides", STREAMS),
    ("`style` of a product", API_STYLES),
    ("`rule` of `endpoints`", ENDPOINT_RULES),
    ("`in` of a parameter", PLACES),
    ("`in` of a member of an answer", ANSWER_PLACES),
    ("`style` of a parameter", STYLES),
    ("`kind`", KINDS),
    ("`by` of `pages`", PAGES_BY),
    ("`level`", LEVELS),
    ("`source`", SOURCES),
];

/// The words as text: `a`, `b` or `c`.
pub(crate) fn list(words: &[Word]) -> String {
    let names: Vec<String> = words
        .iter()
        .map(|word| format!("`{}`", word.name))
        .collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}

/// The word that `text` was most likely meant to be.
pub(crate) fn meant(words: &[Word], text: &str) -> Option<&'static str> {
    let same = |other: &&str| other.eq_ignore_ascii_case(text);
    words
        .iter()
        .find(|word| word.elsewhere.iter().any(same))
        .map(|word| word.name)
        .or_else(|| crate::diagnostic::nearest(text, words.iter().map(|word| word.name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_other_formats_lead_to_ours() {
        for (words, text, expected) in [
            (TYPES, "object", Some("structure")),
            (TYPES, "Array", Some("list")),
            (TYPES, "int64", Some("integer")),
            (TYPES, "sting", Some("string")),
            (TYPES, "String", Some("string")),
            (RESPONSE_TYPES, "SSE", Some("events")),
            (RESPONSE_TYPES, "array", Some("list")),
            (PLACES, "formData", Some("form")),
            (KINDS, "elephant", None),
        ] {
            assert_eq!(meant(words, text), expected, "{text}");
        }
    }

    #[test]
    fn words_are_listed_as_a_sentence() {
        assert_eq!(list(SOURCES), "`metadata` or `sdk`");
        assert_eq!(list(STYLES), "`flat`, `repeatList`, `json` or `simple`");
    }
}
