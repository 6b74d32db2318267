//! Structures as text.
//!
//! Declarations, setters and lists of fields are most of the output, always of the same form, and of lines that need
//! no breaking. To print them straight away takes a fraction of what tokens, their parser and the printer behind it
//! take. The text is what these would give, which the tests compare; where a line may need breaking there is no text,
//! and that part takes the long way.

use std::fmt::Write;

use proc_macro2::Literal;

use super::FromJson;
use super::table::Schema;
use crate::rust::{Argument, By, Decoded, Enumeration, Field, Structure, Type};

/// Lines of more bytes than this are broken.
const WIDTH: usize = 89;

/// Lines of text that are not too long.
struct Lines(String);

impl Lines {
    /// A line that is not broken, whatever its length.
    fn add(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    /// A line that would be broken if it were too long, and what ends it.
    fn fitting(&mut self, text: &str, end: &str) -> Option<()> {
        (text.len() + end.len() <= WIDTH).then(|| {
            self.0.push_str(text);
            self.add(end);
        })
    }

    fn docs(&mut self, indent: &str, lines: &[String]) {
        for line in lines {
            let space = if line.is_empty() { "" } else { " " };
            writeln!(self.0, "{indent}///{space}{line}").expect("writing to a text does not fail");
        }
    }
}

pub(super) fn declaration(structure: &Structure) -> Option<String> {
    let mut lines = Lines(String::new());
    lines.docs("", &structure.docs);
    lines.add("#[derive(Clone, Default)]");
    if !structure.built_by_users {
        lines.add("#[non_exhaustive]");
    }
    if structure.fields.is_empty() {
        lines.fitting(&format!("pub struct {} {{}}", structure.name), "")?;
        return Some(lines.0);
    }
    lines.fitting(&format!("pub struct {} {{", structure.name), "")?;
    for field in &structure.fields {
        lines.docs("    ", &field.docs);
        lines.fitting(&format!("    pub {}: {}", field.name, ty(&field.ty)), ",")?;
    }
    lines.add("}");
    Some(lines.0)
}

pub(super) fn methods(structure: &Structure) -> Option<String> {
    let mut lines = Lines(String::new());
    lines.fitting(&format!("impl {} {{", structure.name), "")?;
    let mut is_first = true;
    if !structure.new.is_empty() {
        constructor(structure, &mut lines)?;
        is_first = false;
    }
    for field in &structure.fields {
        let Some(name) = &field.setter else {
            continue;
        };
        // The note of a deprecation may be long.
        if field.deprecated.is_some() {
            return None;
        }
        if !std::mem::replace(&mut is_first, false) {
            lines.add("");
        }
        lines.add(&format!("    /// Sets the member `{}`.", field.name));
        lines.add("    #[inline]");
        lines.add("    #[must_use]");
        let taken = argument(&field.argument);
        let head = format!(
            "    pub fn {name}(mut self, {}: {taken}) -> Self {{",
            field.name
        );
        lines.fitting(&head, "")?;
        lines.fitting(
            &format!("        self.{} = {}", field.name, value(field)),
            ";",
        )?;
        lines.add("        self");
        lines.add("    }");
    }
    lines.add("}");
    Some(if is_first { String::new() } else { lines.0 })
}

fn constructor(structure: &Structure, lines: &mut Lines) -> Option<()> {
    let required: Vec<&Field> = structure
        .new
        .iter()
        .map(|index| &structure.fields[*index])
        .collect();
    let arguments = required.iter();
    let arguments: Vec<String> = arguments
        .map(|field| format!("{}: {}", field.name, argument(&field.argument)))
        .collect();
    lines.docs("    ", std::slice::from_ref(&structure.new_docs));
    lines.add("    #[inline]");
    lines.fitting(
        &format!("    pub fn new({}) -> Self {{", arguments.join(", ")),
        "",
    )?;
    // A literal without a rest may stand in one line.
    if required.len() == structure.fields.len() {
        return None;
    }
    lines.add("        Self {");
    for field in required {
        let value = value(field);
        match value == field.name {
            true => lines.fitting(&format!("            {value}"), ",")?,
            false => lines.fitting(&format!("            {}: {value}", field.name), ",")?,
        }
    }
    lines.add("            ..Self::default()");
    lines.add("        }");
    lines.add("    }");
    Some(())
}

fn argument(taken: &Argument) -> String {
    let ty = match &taken.ty {
        Type::Box(inner) => self::ty(inner),
        other => self::ty(other),
    };
    match (taken.by, &taken.ty) {
        (By::Value, _) => ty,
        (By::Entries, Type::Vec(entry)) => {
            format!("impl IntoIterator<Item = impl Into<{}>>", self::ty(entry))
        }
        (By::Into | By::Entries, _) => format!("impl Into<{ty}>"),
    }
}

fn value(field: &Field) -> String {
    let mut value = match field.argument.by {
        By::Value => field.name.clone(),
        By::Into => format!("{}.into()", field.name),
        By::Entries => format!("rt::list({})", field.name),
    };
    if matches!(field.argument.ty, Type::Box(_)) {
        value = format!("Box::new({value})");
    }
    match &field.ty {
        Type::Option(_) => format!("Some({value})"),
        _ => value,
    }
}

pub(super) fn reading(structure: &Structure) -> Option<String> {
    if !structure.encoded {
        return Some(String::new());
    }
    let mut lines = Lines(String::new());
    lines.fitting(&format!("impl rt::Model for {} {{", structure.name), "")?;
    lines.add("    #[inline]");
    lines.add("    fn fields(&self) -> rt::Values<'_> {");
    fields(structure, &Schema::of_reading(structure), false, &mut lines)?;
    Some(lines.0)
}

pub(super) fn writing(structure: &Structure, from_json: FromJson) -> Option<String> {
    let mut lines = Lines(String::new());
    match (structure.decoded, from_json) {
        (Decoded::Always, _) | (Decoded::FromJson, FromJson::Yes) => {}
        (Decoded::FromJson, FromJson::Feature) => lines.add("#[cfg(feature = \"from_json\")]"),
        (Decoded::FromJson, FromJson::No) => return Some(String::new()),
    }
    lines.fitting(&format!("impl rt::ModelMut for {} {{", structure.name), "")?;
    lines.add("    #[inline]");
    lines.add("    fn fields_mut(&mut self) -> rt::Slots<'_> {");
    let schema = Schema::of_writing(structure);
    fields(structure, &schema, true, &mut lines)?;
    Some(lines.0)
}

/// The call that hands out the fields, and the ends of the function and block around it.
fn fields(
    structure: &Structure,
    schema: &Schema,
    is_filled: bool,
    lines: &mut Lines,
) -> Option<()> {
    let function = schema.function(is_filled);
    let table = schema.expression();
    let reference = if is_filled { "&mut " } else { "&" };
    let fields = structure.fields.iter();
    let fields: Vec<String> = fields
        .map(|field| format!("{reference}self.{}", field.name))
        .collect();
    let list = format!("[{}]", fields.join(", "));
    let one = format!("        {function}({table}, {list})");
    if one.len() <= WIDTH {
        lines.add(&one);
    } else {
        lines.add(&format!("        {function}("));
        let table = format!("            {table}");
        match schema {
            // It is broken before its method.
            Schema::Call(_) => lines.fitting(&table, ",")?,
            Schema::Text(_) => lines.add(&format!("{table},")),
        }
        let list = format!("            {list}");
        if list.len() <= WIDTH {
            lines.add(&format!("{list},"));
        } else {
            lines.add("            [");
            for field in fields {
                lines.fitting(&format!("                {field}"), ",")?;
            }
            lines.add("            ],");
        }
        lines.add("        )");
    }
    lines.add("    }");
    lines.add("}");
    Some(())
}

pub(super) fn printing(structure: &Structure) -> Option<String> {
    let mut lines = Lines(String::new());
    lines.fitting(
        &format!("impl ::std::fmt::Debug for {} {{", structure.name),
        "",
    )?;
    lines.add("    #[inline]");
    lines.add("    fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {");
    let by = debug(structure);
    lines.add(&format!("        rt::{by}(self, f)"));
    lines.add("    }");
    lines.add("}");
    Some(lines.0)
}

/// What prints a structure.
pub(super) fn debug(structure: &Structure) -> &'static str {
    match structure.encoded {
        true => "debug_request",
        false => "debug_answer",
    }
}

fn ty(ty: &Type) -> String {
    match ty {
        Type::String => "String".to_owned(),
        Type::Integer => "i64".to_owned(),
        Type::Number => "f64".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::Bytes => "rt::Bytes".to_owned(),
        Type::Json => "rt::Json".to_owned(),
        Type::Unit => "()".to_owned(),
        Type::Vec(entry) => format!("Vec<{}>", self::ty(entry)),
        Type::Map(value) => format!("::std::collections::BTreeMap<String, {}>", self::ty(value)),
        Type::Option(value) => format!("Option<{}>", self::ty(value)),
        Type::Box(value) => format!("Box<{}>", self::ty(value)),
        Type::Local(name) => name.clone(),
        Type::Shared(name) => format!("types::{name}"),
        Type::Open(values) => format!("rt::Open<{}>", self::ty(values)),
    }
}

/// The parts of an enum.
pub(super) fn enumeration(enumeration: &Enumeration) -> Option<String> {
    let name = &enumeration.name;
    let mut lines = Lines(String::new());
    lines.docs("", &enumeration.docs);
    lines.add("#[derive(Clone, Copy)]");
    lines.add("#[non_exhaustive]");
    lines.fitting(&format!("pub enum {name} {{"), "")?;
    for variant in &enumeration.variants {
        lines.docs("    ", &variant.docs);
        lines.fitting(&format!("    {}", variant.name), ",")?;
    }
    lines.add("}");
    lines.add("");
    lines.fitting(&format!("impl rt::Known for {name} {{"), "")?;
    let variants = enumeration.variants.iter();
    let values: Vec<String> = variants
        .map(|variant| format!("({}, Self::{})", literal(&variant.text), variant.name))
        .collect();
    let head = "    const VALUES: &'static [(&'static str, Self)] = &[";
    let one = format!("{head}{}];", values.join(", "));
    if one.len() <= WIDTH {
        lines.add(&one);
    } else {
        lines.add(head);
        for value in values {
            lines.fitting(&format!("        {value}"), ",")?;
        }
        lines.add("    ];");
    }
    lines.add("}");
    Some(lines.0)
}

fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}
