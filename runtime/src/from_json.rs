//! Requests from JSON.
//!
//! In: an object keyed by parameter name, body members under the name of the body parameter. Out: a
//! request, or everything that does not fit at once. It is strict where decoding an answer is lenient:
//! what a person or a program wrote by mistake should not be sent.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::Json;
use crate::depth::{LIMIT, TOO_DEEP, json_too_deep};
use crate::error::Error;
use crate::model::{ModelMut, Slot, Target};
use crate::nearest::nearest;
use crate::operation::Operation;
use crate::schema::{Body, Field, Place};
use crate::validate::{Origin, Violation, Violations};

type Object = serde_json::Map<String, Json>;

/// Makes a request from JSON: `{"WorkspaceId": "123", "body": {"Option": "Attach"}}`.
///
/// Null means not set. Bytes are written as `{"$base64": "AAEC"}`. Values are not checked against the
/// documentation page; [`Operation::validate`] does that.
///
/// # Errors
///
/// [`ErrorKind::InvalidRequest`](crate::ErrorKind) with every unknown name, wrong type and missing
/// required member.
pub fn from_json<R>(json: &Json) -> Result<R, Error>
where
    R: Operation + ModelMut + Default,
{
    if json_too_deep(json, LIMIT) {
        let violation = Violation::new(String::new(), "depth", TOO_DEEP);
        return Err(Violations::new(R::info(), Origin::Types, vec![violation]).into());
    }
    let mut request = R::default();
    let mut reader = Reader { found: Vec::new() };
    reader.request(R::info().body, &mut request, json);
    if reader.found.is_empty() {
        Ok(request)
    } else {
        Err(Violations::new(R::info(), Origin::Types, reader.found).into())
    }
}

struct Reader {
    found: Vec<Violation>,
}

impl Reader {
    /// The parameters, of which body members stand one level deeper.
    fn request(&mut self, body: Body, request: &mut dyn ModelMut, json: &Json) {
        let Some(parameters) = json.as_object() else {
            return self.wrong_type("", json, "an object");
        };
        let none = Object::new();
        let body_name = match body {
            Body::Json(name) | Body::Xml { name, .. } => Some(name),
            _ => None,
        };
        let members = match body_name.and_then(|name| parameters.get(name)) {
            None | Some(Json::Null) => &none,
            Some(Json::Object(members)) => members,
            Some(other) => {
                self.wrong_type(body_name.unwrap_or_default(), other, "an object");
                &none
            }
        };
        let fields = request.fields_mut();
        let schema = fields.schema;
        let in_body = |field: &&Field| body_name.is_some() && field.place == Place::Body;
        let mut known: Vec<&str> = schema
            .fields
            .iter()
            .filter(|field| !in_body(field))
            .map(|field| field.name)
            .collect();
        known.extend(body_name);
        self.unknown("", parameters, &known);
        if let Some(name) = body_name {
            let known: Vec<&str> = schema
                .fields
                .iter()
                .filter(in_body)
                .map(|field| field.name)
                .collect();
            self.unknown(name, members, &known);
        }
        for (field, slot) in fields.members() {
            match body_name.filter(|_| in_body(&field)) {
                Some(name) => self.member(name, members, field, slot),
                None => self.member("", parameters, field, slot),
            }
        }
    }

    fn structure(&mut self, at: &str, model: &mut dyn ModelMut, object: &Object) {
        let fields = model.fields_mut();
        let known: Vec<&str> = fields
            .schema
            .fields
            .iter()
            .map(|field| field.name)
            .collect();
        self.unknown(at, object, &known);
        for (field, slot) in fields.members() {
            self.member(at, object, field, slot);
        }
    }

    fn member(&mut self, at: &str, object: &Object, field: &Field, slot: &mut dyn Slot) {
        let path = join(at, field.name);
        match object.get(field.name) {
            Some(Json::Null) | None if field.required => {
                self.found
                    .push(Violation::new(path, "required", "must be set"));
            }
            Some(Json::Null) | None => {}
            Some(value) => self.value(&path, value, slot.target()),
        }
    }

    fn value(&mut self, at: &str, value: &Json, target: Target<'_>) {
        match (target, value) {
            (Target::Text(slot), Json::String(text)) => slot.clone_from(text),
            (Target::Text(_) | Target::Token(_), _) if !value.is_string() => {
                self.wrong_type(at, value, "text")
            }
            (Target::Token(slot), Json::String(text)) => *slot = text.clone().into(),
            (Target::Integer(slot), _) => match value.as_i64() {
                Some(number) => *slot = number,
                None => self.wrong_type(at, value, "a whole number of 64 bits"),
            },
            (Target::Number(slot), _) => match value.as_f64() {
                Some(number) => *slot = number,
                None => self.wrong_type(at, value, "a number"),
            },
            (Target::Boolean(slot), _) => match value.as_bool() {
                Some(truth) => *slot = truth,
                None => self.wrong_type(at, value, "true or false"),
            },
            (Target::Bytes(slot), _) => match base64(value) {
                Some(bytes) => *slot = bytes.into(),
                None => self.wrong_type(at, value, "{\"$base64\": \"...\"}"),
            },
            (Target::Json(slot), _) => slot.clone_from(value),
            (Target::List(list), Json::Array(entries)) => {
                for (index, entry) in entries.iter().enumerate() {
                    self.value(&format!("{at}[{index}]"), entry, list.push().target());
                }
            }
            (Target::List(_), _) => self.wrong_type(at, value, "a list"),
            (Target::Map(map), Json::Object(members)) => {
                for (key, member) in members {
                    self.value(&join(at, key), member, map.insert(key.clone()).target());
                }
            }
            (Target::Model(model), Json::Object(members)) => self.structure(at, model, members),
            (Target::Map(_) | Target::Model(_), _) => self.wrong_type(at, value, "an object"),
            (Target::Text(_) | Target::Token(_) | Target::Nothing | Target::Unset, _) => {}
        }
    }

    fn unknown(&mut self, at: &str, object: &Object, known: &[&'static str]) {
        for name in object.keys().filter(|name| !known.contains(&name.as_str())) {
            let mut violation = Violation::new(
                join(at, name),
                "unknown",
                "is no name of the documentation page",
            );
            violation.nearest = nearest(name, known.iter().copied()).map(Into::into);
            self.found.push(violation);
        }
    }

    fn wrong_type(&mut self, at: &str, found: &Json, expected: &str) {
        let found = match found {
            Json::Null => "null",
            Json::Bool(_) => "true or false",
            Json::Number(_) => "a number",
            Json::String(_) => "text",
            Json::Array(_) => "a list",
            Json::Object(_) => "an object",
        };
        let message = format!("is {found}, must be {expected}");
        self.found
            .push(Violation::new(at.to_owned(), "type", &message));
    }
}

fn base64(value: &Json) -> Option<Vec<u8>> {
    let object = value.as_object().filter(|object| object.len() == 1)?;
    STANDARD.decode(object.get("$base64")?.as_str()?).ok()
}

fn join(at: &str, name: &str) -> String {
    if at.is_empty() {
        name.to_owned()
    } else {
        format!("{at}.{name}")
    }
}

#[cfg(test)]
mod tests;
