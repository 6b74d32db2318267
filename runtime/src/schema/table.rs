//! Tables as generated code writes them.
//!
//! In: a text with a line a field. Out: the [`Schema`] that the runtime works with. A text is one constant for the
//! compiler, where a list of calls is a function body to check and to evaluate: this makes a fifth of what a
//! generated crate costs to compile.
//!
//! The first line is the name of the structure. A field is a line: its name on the wire; then, if it is not just a
//! member of a nested structure or an answer, `: `, the [`Place`] in small letters, and what else is to be said of it,
//! of `required`, `sensitive`, `json`, `simple`; `member` where only checks follow. Behind semicolons stands what must
//! hold when it is set, as `words` reads it, and behind `should` what is only reported. A line that begins with `|`
//! belongs to the one before.

use std::cell::RefCell;
use std::sync::{LazyLock, Mutex, OnceLock};

use super::interned::{All, Read, interned};
use super::{Check, Field, Place, Rule, Schema, Style, words};

/// What must hold for some fields, by their names.
type Checks = &'static [(&'static str, &'static [Check])];

/// The structure that a text describes, read once.
pub(crate) fn schema(text: &'static str) -> &'static Schema {
    thread_local! {
        static MINE: RefCell<Read<Schema>> = RefCell::default();
    }
    static ALL: All<Schema> = LazyLock::new(Mutex::default);
    interned(text, &MINE, &ALL, |text| read(text, &[], &[], &[]))
}

/// A structure of which more is said than a text can hold.
#[derive(Debug)]
pub struct Table {
    text: &'static str,
    checks: Checks,
    advice: Checks,
    rules: &'static [Rule],
    schema: OnceLock<Schema>,
}

impl Table {
    /// A structure with these fields.
    pub const fn new(text: &'static str) -> Self {
        Table {
            text,
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
        self.schema
            .get_or_init(|| read(self.text, self.checks, self.advice, self.rules))
    }
}

fn read(text: &'static str, checks: Checks, advice: Checks, rules: &'static [Rule]) -> Schema {
    let mut lines = lines(text).into_iter();
    let name = lines.next().unwrap_or_default();
    let lines = lines.filter(|line| !line.is_empty());
    let fields: Vec<Field> = lines.map(|line| field(line, checks, advice)).collect();
    Schema {
        name,
        fields: fields.leak(),
        rules,
    }
}

/// The lines, each with those that continue it.
fn lines(text: &'static str) -> Vec<&'static str> {
    let mut lines = Vec::new();
    let mut rest = text;
    loop {
        let mut ends = rest.match_indices('\n').map(|(at, _)| at);
        let end = ends.find(|at| !rest[at + 1..].trim_start().starts_with('|'));
        let (line, after) = rest.split_at(end.unwrap_or(rest.len()));
        lines.push(line.trim_start());
        match after.strip_prefix('\n') {
            Some(after) => rest = after,
            None => return lines,
        }
    }
}

fn field(line: &'static str, checks: Checks, advice: Checks) -> Field {
    let (name, words) = line.rsplit_once(": ").unwrap_or((line, ""));
    let (words, demands) = words.split_once(';').unwrap_or((words, ""));
    let mut field = Field::new(name);
    let (mut must, mut should) = (Vec::new(), Vec::new());
    for demand in demands.split(';').map(str::trim) {
        let (all, demand) = match demand.strip_prefix("should ") {
            Some(demand) => (&mut should, demand),
            None => (&mut must, demand),
        };
        let check = words::check(demand);
        field.sensitive |= check.is_none() && !demand.is_empty();
        all.extend(check);
    }
    for word in words.split(' ') {
        match word {
            "path" => field.place = Place::Path,
            "query" => field.place = Place::Query,
            "header" => field.place = Place::Header,
            "host" => field.place = Place::Host,
            "form" => field.place = Place::Form,
            "body" => field.place = Place::Body,
            "payload" => field.place = Place::Payload,
            "member" | "" => {}
            "required" => field.required = true,
            "sensitive" => field.sensitive = true,
            "json" => field.style = Style::Json,
            "simple" => field.style = Style::Simple,
            // A word of a later version: better too little is printed than a secret.
            _ => field.sensitive = true,
        }
    }
    let place = words.split(' ').next().unwrap_or_default();
    let of_field = |all: Checks| {
        let is_of = |key: &str| key == name || key.split_once(' ') == Some((place, name));
        let found = all.iter().find(|(key, _)| is_of(key));
        found.map_or(&[][..], |(_, checks)| *checks)
    };
    must.extend_from_slice(of_field(checks));
    should.extend_from_slice(of_field(advice));
    field.checks = must.leak();
    field.advice = should.leak();
    field
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Bounds;

    static TABLE: Table = Table::new(
        "Demo
        Id: path required
        Id: body
        Tag.*: query json
        odd: name: sensitive
        a b : header
        Secret: form required sensitive simple
        Plain
        query
        Z: required json
        W: later
        X: host
        Y: payload
        Size: query required; range 1..=30; should values 10 | 20
            | 30; each set
        Inner: member; set; odd
        Plain too: member; set
        ",
    )
    .checks(&[
        ("path Id", &[Check::Set]),
        ("Plain", &[Check::Length(Bounds::at_most(3))]),
        ("Plain too", &[Check::Length(Bounds::at_most(3))]),
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
                "Plain|Member Flat false false [Length(Bounds { min: None, max: Some(3) })] []",
                "query|Member Flat false false [] []",
                "Z|Member Json true false [] []",
                "W|Member Flat false true [] []",
                "X|Host Flat false false [] []",
                "Y|Payload Flat false false [] []",
                "Size|Query Flat true false [Range(Bounds { min: Some(Integer(1)), max: Some(Integer(30)) }), Each([Set])] [Values([\"10\", \"20\", \"30\"])]",
                "Inner|Member Flat false true [Set] []",
                "Plain too|Member Flat false false [Set, Length(Bounds { min: None, max: Some(3) })] []",
            ]
        );
    }

    #[test]
    fn a_table_is_read_once() {
        assert!(std::ptr::eq(TABLE.schema(), TABLE.schema()));
        let empty = "Empty";
        let one = "One\n    A: query";
        assert!(schema(empty).fields.is_empty());
        assert_eq!((schema(one).name, schema(one).fields[0].name), ("One", "A"));
        assert!(std::ptr::eq(schema(one), schema(one)));
        let elsewhere = std::thread::spawn(move || std::ptr::from_ref(schema(one)).addr());
        let here = std::ptr::from_ref(schema(one)).addr();
        assert_eq!(elsewhere.join().unwrap(), here);
        // The beginning of a text is another text.
        assert!(schema(&one[..3]).fields.is_empty());
    }
}
