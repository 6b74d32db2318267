//! Path templates.
//!
//! In: a template and the path parameters of a request. Out: the encoded path, and the pairs of a query
//! that the template brings along. A value that would turn the path into another one (`..`, `.`, or
//! nothing at all) is refused here, whatever validation is set to: the signed request would go to
//! another resource.

use crate::encode::{encode, encode_literal};
use crate::form::{Pairs, text};
use crate::masking::{MASK, Secrets};
use crate::members::parameters;
use crate::model::Model;
use crate::schema::Place;

/// Fills in the template. Problems are added to `problems`, one sentence each.
pub(crate) fn fill(
    template: &str,
    request: &dyn Model,
    secrets: Secrets,
    problems: &mut Vec<String>,
) -> (String, Pairs) {
    let (path, query) = template.split_once('?').unwrap_or((template, ""));
    let mut filled = String::with_capacity(path.len() + 32);
    for piece in pieces(path) {
        match piece {
            Piece::Literal(literal) => filled.extend(encode_literal(literal)),
            Piece::Parameter(name) => {
                filled.extend(encode(&value(name, request, secrets, problems)))
            }
        }
    }
    if !filled.starts_with('/') {
        filled.insert(0, '/');
    }
    // A literal and a value may become a dot segment together, as in `/.{name}`.
    if problems.is_empty()
        && filled
            .split('/')
            .any(|segment| segment == "." || segment == "..")
    {
        problems.push(format!("the path {filled} has a segment that is only dots"));
    }

    let mut pairs = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
        let text = pieces(text).map(|piece| match piece {
            Piece::Literal(literal) => literal.to_owned(),
            Piece::Parameter(name) => value(name, request, secrets, problems),
        });
        pairs.push((name.to_owned(), text.collect()));
    }
    (filled, pairs)
}

fn value(name: &str, request: &dyn Model, secrets: Secrets, problems: &mut Vec<String>) -> String {
    let in_path = parameters(request, Place::Path);
    let Some(found) = in_path.iter().find(|one| one.name == name) else {
        problems.push(format!(
            "the path wants {name}, but the request has no such path parameter"
        ));
        return String::new();
    };
    let text = text(found.shape, secrets).unwrap_or_default();
    match text.as_ref() {
        "" => problems.push(format!(
            "{name} is empty, but it is part of the path: set it"
        )),
        dots @ ("." | "..") => problems.push(format!(
            "{name} is \"{dots}\", which would change the path: set it to the id of a resource"
        )),
        _ => {}
    }
    if found.field.sensitive && secrets == Secrets::Mask {
        MASK.to_owned()
    } else {
        text.into_owned()
    }
}

enum Piece<'t> {
    Literal(&'t str),
    Parameter(&'t str),
}

/// `/a/{b}:c` is a literal, a parameter, a literal. A brace without its partner is literal.
fn pieces(template: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = template;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some((name, after)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            rest = after;
            return Some(Piece::Parameter(name));
        }
        let brace = rest.char_indices().skip(1).find(|(_, c)| *c == '{');
        let end = brace.map_or(rest.len(), |(index, _)| index);
        let (literal, after) = rest.split_at(end);
        rest = after;
        Some(Piece::Literal(literal))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Probe;
    use crate::schema::Field;

    fn filled(template: &str, name: &str) -> Result<(String, Pairs), Vec<String>> {
        let request = Probe::new(vec![
            // A name may stand in two places: ids of paths also stand in bodies.
            (Field::body("Name"), Box::new("elsewhere".to_owned())),
            (Field::path("Name"), Box::new(name.to_owned())),
            (Field::path("Age"), Box::new(7i64)),
        ]);
        let mut problems = Vec::new();
        let target = fill(template, &request, Secrets::Show, &mut problems);
        if problems.is_empty() {
            Ok(target)
        } else {
            Err(problems)
        }
    }

    #[test]
    fn values_and_literals_are_encoded() {
        let table = [
            ("/", "x", "/"),
            ("", "x", "/"),
            ("/a/{Name}/b/{Age}", "x", "/a/x/b/7"),
            ("/a/{Name}:stop", "x", "/a/x%3Astop"),
            ("/a/{Name}/", "a b/c?d#e%f", "/a/a%20b%2Fc%3Fd%23e%25f/"),
            ("/a/{Name}", "../x", "/a/..%2Fx"),
            ("/a/{Name}", "工作", "/a/%E5%B7%A5%E4%BD%9C"),
            ("/a/{Name", "x", "/a/%7BName"),
            ("/é{Name}", "x", "/%C3%A9x"),
            ("/{Name}é{Age}", "x", "/x%C3%A97"),
        ];
        for (template, name, expected) in table {
            assert_eq!(filled(template, name).unwrap().0, expected, "{template}");
        }
    }

    #[test]
    fn a_query_in_the_template_becomes_pairs() {
        let (path, pairs) = filled("/{Name}?acl&x=1&n={Age}", "b").unwrap();
        assert_eq!(path, "/b");
        let expected = [("acl", ""), ("x", "1"), ("n", "7")];
        assert_eq!(
            pairs,
            expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
    }

    #[test]
    fn values_that_change_the_path_are_refused_by_name() {
        for (template, name) in [("/a/{Name}", ""), ("/a/{Name}", "."), ("/a/{Name}/b", "..")] {
            let problems = filled(template, name).unwrap_err();
            assert!(
                problems.len() == 1 && problems[0].starts_with("Name is "),
                "{problems:?}"
            );
        }
        assert_eq!(filled("/.{Name}", ".").unwrap_err().len(), 1);
        assert_eq!(filled("/a.{Name}", "b").unwrap().0, "/a.b");
        assert_eq!(filled("/x/.{Name}", "..b").unwrap().0, "/x/...b");
        assert!(filled("/{Nope}", "x").unwrap_err()[0].contains("Nope"));
    }
}
