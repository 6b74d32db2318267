//! The table of a structure: a line for each field, with what must hold for it, and rules.
//!
//! In: a structure. Out: a text, which the compiler takes as it is and the runtime reads when it first needs it; a list
//! of calls would be a function to check, for every structure. Where there are rules, or more is to be said of a field
//! than a text can hold, a static carries the text and the rest.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{ident, words};
use crate::rust::{Bound, Bounds, Check, Field, Rule, Structure, Then, When};

/// Why the text of a table can be read as source: the grammar of wire names and `words::is_escaped` say so.
const PLAIN_NAMES: &str = "wire names and values in words need no escapes";

/// The static; nothing for a structure that a text describes.
pub(super) fn item(structure: &Structure) -> Option<TokenStream> {
    if is_text(structure) {
        return None;
    }
    let table = ident(&structure.table);
    let text = literal(structure);
    let must = checks("checks", structure, |field| &field.checks);
    let should = checks("advice", structure, |field| &field.advice);
    let rules = (!structure.rules.is_empty()).then(|| {
        let rules = structure.rules.iter().map(rule);
        quote!(.rules(&[#(#rules),*]))
    });
    Some(quote! {
        static #table: rt::Table = rt::Table::new(#text) #must #should #rules;
    })
}

/// What gives the table to the runtime: the first argument of what hands out the fields.
pub(super) enum Schema {
    Call(String),
    /// The text that is read, as it stands in the source.
    Text(String),
}

impl Schema {
    /// Where the fields are read.
    pub(super) fn of_reading(structure: &Structure) -> Self {
        match is_text(structure) {
            true => Schema::Text(text(structure)),
            false => Schema::Call(format!("{}.schema()", structure.table)),
        }
    }

    /// Where they are filled: what is read as well has its table there.
    pub(super) fn of_writing(structure: &Structure) -> Self {
        match structure.encoded {
            true => Schema::Call("rt::schema_of(self)".to_owned()),
            false => Self::of_reading(structure),
        }
    }

    pub(super) fn expression(&self) -> &str {
        match self {
            Schema::Call(expression) | Schema::Text(expression) => expression,
        }
    }

    /// What hands out the fields: to be read, or to be filled.
    pub(super) fn function(&self, is_filled: bool) -> &'static str {
        match (self, is_filled) {
            (Schema::Text(_), false) => "rt::values",
            (Schema::Text(_), true) => "rt::slots",
            (Schema::Call(_), false) => "rt::Values::new",
            (Schema::Call(_), true) => "rt::Slots::new",
        }
    }

    pub(super) fn tokens(&self, is_filled: bool) -> (TokenStream, TokenStream) {
        let tokens = |text: &str| text.parse().expect(PLAIN_NAMES);
        (tokens(self.function(is_filled)), tokens(self.expression()))
    }
}

/// Whether a text says everything.
pub(super) fn is_text(structure: &Structure) -> bool {
    let mut fields = structure.fields.iter();
    let in_words = |field: &Field| [&field.checks, &field.advice].map(|all| words::can_hold(all));
    structure.rules.is_empty() && fields.all(|field| in_words(field) == [true, true])
}

fn literal(structure: &Structure) -> Literal {
    text(structure).parse().expect(PLAIN_NAMES)
}

/// The text, the name and a line for each field, as it stands in the source.
pub(super) fn text(structure: &Structure) -> String {
    let mut text = format!("\"{}", structure.name);
    for field in &structure.fields {
        let mut words = Vec::new();
        words.extend((field.place != "member").then_some(field.place));
        words.extend(field.required.then_some("required"));
        words.extend(field.sensitive.then_some("sensitive"));
        words.extend(field.style);
        let demands = words::words(field);
        if words.is_empty() && !demands.is_empty() {
            words.push("member");
        }
        let words = words.join(" ") + &demands;
        text.push_str("\n                ");
        text.push_str(&field.wire);
        if !words.is_empty() {
            text.push_str(": ");
            text.push_str(&words);
        }
    }
    text.push('"');
    text
}

/// The fields of which a text cannot hold all that must, or should, hold.
fn checked(structure: &Structure, of: impl Fn(&Field) -> &[Check]) -> impl Iterator<Item = &Field> {
    let fields = structure.fields.iter();
    fields.filter(move |field| !words::can_hold(of(field)))
}

fn checks(
    method: &str,
    structure: &Structure,
    of: impl Fn(&Field) -> &[Check],
) -> Option<TokenStream> {
    let lines = checked(structure, &of).map(|field| {
        let key = key(structure, field);
        let all = of(field).iter().map(check);
        quote!((#key, &[#(#all),*]))
    });
    let lines: Vec<TokenStream> = lines.collect();
    let method = ident(method);
    (!lines.is_empty()).then(|| quote!(.#method(&[#(#lines),*])))
}

/// The name of a field, behind its place if another has the same.
fn key(structure: &Structure, field: &Field) -> String {
    let fields = structure.fields.iter();
    match fields.filter(|other| other.wire == field.wire).count() {
        1 => field.wire.clone(),
        _ => format!("{} {}", field.place, field.wire),
    }
}

/// A comment that `emit` turns into `//`: a doc comment is all that tokens can carry.
fn comment(text: &str) -> TokenStream {
    if text.is_empty() {
        return TokenStream::new();
    }
    let text = format!("{}{text}", super::COMMENT_MARK);
    quote!(#[doc = #text])
}

fn check(one: &Check) -> TokenStream {
    match one {
        Check::Count(name, limits) => {
            let name = ident(name);
            let limits = bounds(limits, |value| {
                let value = proc_macro2::Literal::u64_unsuffixed(*value);
                quote!(#value)
            });
            quote!(rt::Check::#name(#limits))
        }
        Check::Range(Bounds {
            min: Some(Bound::Integer(min)),
            max: Some(Bound::Integer(max)),
        }) => {
            let (min, max) = (integer(*min), integer(*max));
            quote!(rt::Check::Range(rt::Bounds::integers(#min, #max)))
        }
        Check::Range(limits) => {
            let limits = bounds(limits, bound);
            quote!(rt::Check::Range(#limits))
        }
        Check::Text(name, text) => {
            let name = ident(name);
            quote!(rt::Check::#name(#text))
        }
        Check::Texts(name, texts) => {
            let name = ident(name);
            quote!(rt::Check::#name(&[#(#texts),*]))
        }
        Check::Set => quote!(rt::Check::Set),
        Check::Each(all) => {
            let all = all.iter().map(check);
            quote!(rt::Check::Each(&[#(#all),*]))
        }
    }
}

fn bounds<T>(bounds: &Bounds<T>, print: impl Fn(&T) -> TokenStream) -> TokenStream {
    match (
        bounds.min.as_ref().map(&print),
        bounds.max.as_ref().map(&print),
    ) {
        (Some(min), Some(max)) => quote!(rt::Bounds::between(#min, #max)),
        (Some(min), None) => quote!(rt::Bounds::at_least(#min)),
        (None, Some(max)) => quote!(rt::Bounds::at_most(#max)),
        (None, None) => quote!(rt::Bounds {
            min: None,
            max: None
        }),
    }
}

fn integer(value: i64) -> proc_macro2::Literal {
    proc_macro2::Literal::i64_unsuffixed(value)
}

fn bound(bound: &Bound) -> TokenStream {
    match bound {
        Bound::Integer(value) => {
            let value = integer(*value);
            quote!(rt::Bound::Integer(#value))
        }
        Bound::Number(value) => {
            let value = proc_macro2::Literal::f64_unsuffixed(*value);
            quote!(rt::Bound::Number(#value))
        }
    }
}

fn rule(rule: &Rule) -> TokenStream {
    let comment = comment(&rule.comment);
    let id = &rule.id;
    let then = demand(&rule.then);
    let when = (!rule.when.is_empty()).then(|| {
        let when = rule.when.iter().map(|(path, when)| {
            let when = condition(when);
            quote!((&[#(#path),*], #when))
        });
        quote!(.when(&[#(#when),*]))
    });
    let message = rule
        .message
        .as_ref()
        .map(|message| quote!(.message(#message)));
    let advice = rule.advice.then(|| quote!(.advice()));
    quote!(#comment rt::Rule::new(#id) #when #then #message #advice)
}

fn condition(when: &When) -> TokenStream {
    match when {
        When::Is(values) => quote!(rt::When::Is(&[#(#values),*])),
        When::Set => quote!(rt::When::Set),
        When::Unset => quote!(rt::When::Unset),
    }
}

fn demand(then: &Then) -> TokenStream {
    match then {
        Then::Paths(demand, paths) => {
            let demand = ident(demand);
            quote!(.#demand(&[#(&[#(#paths),*]),*]))
        }
        Then::Check(path, all) => {
            let all = all.iter().map(check);
            quote!(.check(&[#(#path),*], &[#(#all),*]))
        }
        Then::Ordered(first, second) => quote!(.ordered(&[#(#first),*], &[#(#second),*])),
    }
}
