//! Tables as generated code writes them.
//!
//! In: a text with a line a field. Out: the [`Schema`] that the runtime works with. A text is one constant for the
//! compiler, where a list of calls is a function body to check and to evaluate: this makes a sixth of what a
//! generated crate costs to compile.

use std::sync::OnceLock;

use super::{Check, Field, Place, Rule, Schema, Style};

/// What must hold for some fields, by their names.
type Checks = &'static [(&'static str, &'static [Check])];

/// A structure: its name for messages, its fields in the page's order, and what must hold for them.
///
/// A field is a line: its name on the wire; then, if it is not just a member of a nested structure or an answer, `: `,
/// the [`Place`] in small letters, and what else is to be said of it, of `required`, `sensitive`, `json`, `simple`.
#[derive(Debug)]
pub struct Table {
    name: &'static str,
    fields: &'static str,
    checks: Checks,
    advice: Checks,
    rules: &'static [Rule],
    schema: OnceLock<Schema>,
}

impl Table {
    /// A structure with these fields.
    pub const fn new(name: &'static str, fields: &'static str) -> Self {
        Table {
            name,
            fields,
            checks: &[],
            advice: &[],
            rules: &[],
            schema: OnceLock::new(),
        }
    }

    /// What fields must satisfy when they are set. A field goes by its name, behind its place (`path Id`) if
    /// another has the same.
    #[must_use]
    pub const fn checks(mut self, checks: Checks) -> Self {
        self.checks = checks;
        self
    }

    /// What fields should satisfy when they are set, by the same names.
    #[must_use]
    pub const fn advice(mut self, advice: Checks) -> Self {
        self.advice = advice;
        self
    }

    /// Conditions between fields.
    #[must_use]
    pub const fn rules(mut self, rules: &'static [Rule]) -> Self {
        self.rules = rules;
        self
    }

    /// The same, read once.
    pub fn schema(&'static self) -> &'static Schema {
        self.schema.get_or_init(|| {
            let lines = self.fields.lines().map(str::trim_start);
            let fields = lines.filter(|line| !line.is_empty());
            let fields: Vec<Field> = fields.map(|line| self.field(line)).collect();
            Schema {
                name: self.name,
                // A table is a static, so what is made of it is kept as long.
                fields: fields.leak(),
                rules: self.rules,
            }
        })
    }

    fn field(&self, line: &'static str) -> Field {
        let (name, words) = line.rsplit_once(": ").unwrap_or((line, ""));
        // A member has no word for its place: the first may be any.
        let place = words.split(' ').next().unwrap_or_default();
        let mut field = Field::at(name, self::place(place));
        for word in words.split(' ') {
            field = match word {
                "required" => field.required(),
                "sensitive" => field.sensitive(),
                "json" => field.style(Style::Json),
                "simple" => field.style(Style::Simple),
                _ => field,
            };
        }
        let checks = |all: Checks| {
            let of_field = |key: &str| key == name || key.split_once(' ') == Some((place, name));
            let found = all.iter().find(|(key, _)| of_field(key));
            found.map_or(&[][..], |(_, checks)| *checks)
        };
        field
            .checks(checks(self.checks))
            .advice(checks(self.advice))
    }
}

fn place(word: &str) -> Place {
    match word {
        "path" => Place::Path,
        "query" => Place::Query,
        "header" => Place::Header,
        "host" => Place::Host,
        "form" => Place::Form,
        "body" => Place::Body,
        "payload" => Place::Payload,
        _ => Place::Member,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Bounds;

    static TABLE: Table = Table::new(
        "Demo",
        "
        Id: path required
        Id: body
        Tag.*: query json
        odd: name: member sensitive
        a b : header
        Secret: form required sensitive simple
        Key: sensitive
        Owner: required
        Plain
        query
        X: host
        Y: payload
        ",
    )
    .checks(&[
        ("path Id", &[Check::Set]),
        ("Plain", &[Check::Length(Bounds::at_most(3))]),
    ])
    .advice(&[
        ("a b ", &[Check::Values(&["x"])]),
        ("body Id", &[Check::Set]),
    ]);

    #[test]
    fn a_line_is_a_field() {
        let shown = |field: &Field| {
            let Field {
                name,
                place,
                style,
                required,
                sensitive,
                checks,
                advice,
            } = field;
            format!("{name}|{place:?} {style:?} {required} {sensitive} {checks:?} {advice:?}")
        };
        let schema = TABLE.schema();
        let found: Vec<String> = schema.fields.iter().map(shown).collect();
        assert_eq!(schema.name, "Demo");
        assert_eq!(
            found,
            [
                "Id|Path Flat true false [Set] []",
                "Id|Body Flat false false [] [Set]",
                "Tag.*|Query Json false false [] []",
                "odd: name|Member Flat false true [] []",
                "a b |Header Flat false false [] [Values([\"x\"])]",
                "Secret|Form Simple true true [] []",
                "Key|Member Flat false true [] []",
                "Owner|Member Flat true false [] []",
                "Plain|Member Flat false false [Length(Bounds { min: None, max: Some(3) })] []",
                "query|Member Flat false false [] []",
                "X|Host Flat false false [] []",
                "Y|Payload Flat false false [] []",
            ]
        );
    }

    #[test]
    fn a_table_is_read_once() {
        static EMPTY: Table = Table::new("Empty", "");
        assert!(EMPTY.schema().fields.is_empty());
        assert!(std::ptr::eq(TABLE.schema(), TABLE.schema()));
    }
}
