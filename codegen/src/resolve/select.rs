//! Which operations are wanted.
//!
//! In: the names that a user gave, in any of their forms. Out: whether an operation is among them, and a finding for
//! each name that is none, with the one that was probably meant.

use std::collections::HashSet;

use crate::diagnostic::Diagnostics;
use crate::spec::{Operation, Product};

/// The operations that a run generates.
#[derive(Debug, Clone, Default)]
pub(crate) enum Selection {
    /// All that the specs hold.
    #[default]
    All,
    /// Only these: `product:Operation`, or `product/version:Operation`.
    Only(Vec<String>),
}

impl Selection {
    /// Whether some operations are left out.
    pub(crate) fn is_a_choice(&self) -> bool {
        matches!(self, Selection::Only(_))
    }

    /// Whether anything of a product version is wanted.
    pub(crate) fn wants(&self, code: &str, version: &str) -> bool {
        let Selection::Only(names) = self else {
            return true;
        };
        let forms = [code.to_owned(), format!("{code}/{version}")].map(|form| folded(&form));
        let products = names.iter().filter_map(|name| name.split_once(':'));
        let mut products = products.map(|(product, _)| folded(product));
        products.any(|product| forms.contains(&product))
    }
}

/// The operations that a product version has, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) code: String,
    pub(crate) version: String,
    pub(crate) operations: Vec<String>,
}

impl Listed {
    /// All of a product version.
    pub(crate) fn of(product: &Product) -> Self {
        let operations = product.operations.iter();
        Listed {
            code: product.code.value.clone(),
            version: product.version.value.clone(),
            operations: operations.map(|one| one.name.value.clone()).collect(),
        }
    }
}

/// The wanted operations of a product version.
pub(super) fn select<'s>(product: &'s Product, wanted: &Selection) -> Vec<&'s Operation> {
    let operations = product.operations.iter();
    let Selection::Only(names) = wanted else {
        return operations.collect();
    };
    let names: HashSet<String> = names.iter().map(|name| folded(name)).collect();
    let (code, version) = (&product.code.value, &product.version.value);
    let is_wanted = |operation: &&Operation| {
        let mut forms = Form::ALL.iter();
        forms.any(|form| names.contains(&folded(&form.name(code, version, &operation.name.value))))
    };
    operations.filter(is_wanted).collect()
}

/// A name of which the product is told without regard to capitals: metadata writes `Ecs` and a host `ecs`.
fn folded(name: &str) -> String {
    match name.split_once(':') {
        Some((product, operation)) => format!("{}:{operation}", product.to_lowercase()),
        None => name.to_lowercase(),
    }
}

/// The forms of an operation's name.
#[derive(Clone, Copy)]
enum Form {
    /// `Operation`, which does not say whose it is.
    Short,
    /// `product:Operation`, in every version.
    OfProduct,
    /// `product/version:Operation`
    OfVersion,
}

impl Form {
    /// The forms that choose an operation.
    const ALL: [Form; 2] = [Form::OfProduct, Form::OfVersion];

    /// The form in which a name is written.
    fn of(name: &str) -> Form {
        match name.split_once(':') {
            None => Form::Short,
            Some((product, _)) if product.contains('/') => Form::OfVersion,
            Some(_) => Form::OfProduct,
        }
    }

    fn name(self, code: &str, version: &str, operation: &str) -> String {
        match self {
            Form::Short => operation.to_owned(),
            Form::OfProduct => format!("{code}:{operation}"),
            Form::OfVersion => format!("{code}/{version}:{operation}"),
        }
    }
}

/// Reports wanted operations that do not exist; `all` are those of the product versions that were read.
pub(crate) fn report_unknown(all: &[Listed], wanted: &Selection, diagnostics: &mut Diagnostics) {
    let Selection::Only(names) = wanted else {
        return;
    };
    let operations = || {
        all.iter().flat_map(|product| {
            let operations = product.operations.iter();
            operations.map(move |one| (product, one))
        })
    };
    for name in names {
        let form = Form::of(name);
        let known = || {
            operations().map(|(product, one)| {
                let known = form.name(&product.code, &product.version, one);
                (known, product, one)
            })
        };
        let folded_name = folded(name);
        let mut is_known = known().map(|(known, ..)| folded(&known) == folded_name);
        if !matches!(form, Form::Short) && is_known.any(|same| same) {
            continue;
        }
        let likeness = |known: &str| strsim::jaro_winkler(known, name);
        let nearest = known().max_by(|a, b| likeness(&a.0).total_cmp(&likeness(&b.0)));
        let help = match nearest {
            Some((_, product, one)) => {
                let form = match form {
                    Form::OfVersion => Form::OfVersion,
                    Form::Short | Form::OfProduct => Form::OfProduct,
                };
                let nearest = form.name(&product.code, &product.version, one);
                format!(
                    "operations are named `product:Operation` or `product/version:Operation`; the nearest is `{nearest}`"
                )
            }
            None => "the specs hold no operation at all".to_owned(),
        };
        diagnostics
            .error(
                "unknown-operation",
                None,
                format!("no spec describes the wanted operation `{name}`"),
            )
            .help(help);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::load;
    use crate::parse::parse;
    use crate::spec::Spec;

    /// Two versions of one product that share an operation, and another product.
    fn spec() -> Spec {
        let mut files = Vec::new();
        for (product, version, operations) in [
            ("lending", "2030-01-01", &["LendBook"][..]),
            ("lending", "2031-01-01", &["LendBook", "ReturnBook"]),
            ("zoo", "1.0", &["FeedLion"]),
        ] {
            let folder = format!("{product}/{version}");
            files.push((
                format!("{folder}/product.yaml"),
                format!("product: {product}\nversion: {version}\nstyle: ROA\nendpoints: {{ rule: regional }}\n"),
            ));
            files.extend(operations.iter().map(|name| {
                let text = format!("operation: {name}\nsummary: x\nhttp: GET /\n");
                (format!("{folder}/{name}.yaml"), text)
            }));
        }
        let mut diagnostics = Diagnostics::default();
        let spec = parse(&load(files, &mut diagnostics), &mut diagnostics);
        assert!(!diagnostics.has_errors());
        spec
    }

    /// What is chosen, in full, and the help of each finding.
    fn chosen(name: &str) -> (Vec<String>, Vec<String>) {
        let spec = spec();
        let mut diagnostics = Diagnostics::default();
        let wanted = Selection::Only(vec![name.to_owned()]);
        let all: Vec<Listed> = spec.products.iter().map(Listed::of).collect();
        report_unknown(&all, &wanted, &mut diagnostics);
        let names = spec.products.iter().flat_map(|product| {
            let (code, version) = (&product.code.value, &product.version.value);
            let chosen = select(product, &wanted);
            assert!(chosen.is_empty() || wanted.wants(code, version));
            let name = |one: &Operation| Form::OfVersion.name(code, version, &one.name.value);
            chosen.into_iter().map(name).collect::<Vec<_>>()
        });
        let helps = diagnostics.sorted();
        let helps = helps.iter().filter_map(|finding| finding.help.clone());
        (names.collect(), helps.collect())
    }

    #[test]
    fn a_version_may_be_said() {
        for (name, expected) in [
            (
                "lending:LendBook",
                &["lending/2030-01-01:LendBook", "lending/2031-01-01:LendBook"][..],
            ),
            (
                "lending/2030-01-01:LendBook",
                &["lending/2030-01-01:LendBook"],
            ),
            ("zoo:FeedLion", &["zoo/1.0:FeedLion"]),
            ("Zoo/1.0:FeedLion", &["zoo/1.0:FeedLion"]),
        ] {
            let (names, helps) = chosen(name);
            assert_eq!(names, expected, "{name}");
            assert!(helps.is_empty(), "{helps:?}");
        }
    }

    #[test]
    fn the_nearest_is_one_that_can_be_written() {
        for (name, nearest) in [
            ("LendBook", "lending:LendBook"),
            ("FeedLoin", "zoo:FeedLion"),
            ("lending:ReturnBok", "lending:ReturnBook"),
            (
                "lending/2030-01-01:ReturnBook",
                "lending/2031-01-01:ReturnBook",
            ),
            ("zoo/2.0:FeedLion", "zoo/1.0:FeedLion"),
        ] {
            let (names, helps) = chosen(name);
            assert!(names.is_empty(), "{name}: {names:?}");
            assert!(
                matches!(&helps[..], [help] if help.ends_with(&format!("the nearest is `{nearest}`"))),
                "{name}: {helps:?}"
            );
        }
    }
}
