//! The table of a structure: one line and one comment per field and rule.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::rust::{Bound, Bounds, Check, Field, Rule, Structure, Then, When};

pub(super) fn item(structure: &Structure) -> TokenStream {
    let table = ident(&structure.table);
    let name = &structure.name;
    let fields = structure.fields.iter().map(field);
    let rules = (!structure.rules.is_empty()).then(|| {
        let rules = structure.rules.iter().map(rule);
        quote!(rules: &[#(#rules),*],)
    });
    quote! {
        static #table: rt::Schema = rt::Schema {
            fields: &[#(#fields),*],
            #rules
            ..rt::Schema::named(#name)
        };
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

fn field(field: &Field) -> TokenStream {
    let comment = comment(&field.comment);
    let place = ident(field.place);
    let wire = &field.wire;
    let required = field.required.then(|| quote!(.required()));
    let sensitive = field.sensitive.then(|| quote!(.sensitive()));
    let style = field.style.map(|style| {
        let style = ident(style);
        quote!(.style(rt::Style::#style))
    });
    let must = checks("checks", &field.checks);
    let should = checks("advice", &field.advice);
    quote!(#comment rt::Field::#place(#wire) #required #sensitive #style #must #should)
}

fn checks(method: &str, all: &[Check]) -> Option<TokenStream> {
    if all.is_empty() {
        return None;
    }
    let method = ident(method);
    let all = all.iter().map(check);
    Some(quote!(.#method(&[#(#all),*])))
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
