//! Which operations are wanted.

use crate::diagnostic::Diagnostics;
use crate::spec::{Operation, Product, Spec};

/// The operations that a run generates.
#[derive(Debug, Clone, Default)]
pub(crate) enum Selection {
    /// All that the specs hold.
    #[default]
    All,
    /// Only these: `product:Operation`, or `product/version:Operation`.
    Only(Vec<String>),
}

/// The products with their wanted operations; products without any are left out.
pub(super) fn select<'s>(
    spec: &'s Spec,
    wanted: &Selection,
    diagnostics: &mut Diagnostics,
) -> Vec<(&'s Product, Vec<&'s Operation>)> {
    if let Selection::Only(names) = wanted {
        report_unknown(spec, names, diagnostics);
    }
    let is_wanted = |product: &Product, operation: &Operation| match wanted {
        Selection::All => true,
        Selection::Only(names) => Form::ALL
            .iter()
            .any(|form| names.contains(&form.name(product, operation))),
    };
    spec.products
        .iter()
        .map(|product| {
            (
                product,
                product
                    .operations
                    .iter()
                    .filter(|op| is_wanted(product, op))
                    .collect::<Vec<_>>(),
            )
        })
        .filter(|(_, operations)| !operations.is_empty())
        .collect()
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

    fn name(self, product: &Product, operation: &Operation) -> String {
        let (code, version) = (&product.code.value, &product.version.value);
        let operation = &operation.name.value;
        match self {
            Form::Short => operation.clone(),
            Form::OfProduct => format!("{code}:{operation}"),
            Form::OfVersion => format!("{code}/{version}:{operation}"),
        }
    }
}

fn report_unknown(spec: &Spec, names: &[String], diagnostics: &mut Diagnostics) {
    let operations = || {
        spec.products
            .iter()
            .flat_map(|product| product.operations.iter().map(move |one| (product, one)))
    };
    for name in names {
        let form = Form::of(name);
        let known = || operations().map(|(product, one)| (form.name(product, one), product, one));
        if !matches!(form, Form::Short) && known().any(|(known, ..)| known == *name) {
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
                let nearest = form.name(product, one);
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
        let chosen = select(&spec, &wanted, &mut diagnostics);
        let names = chosen.iter().flat_map(|(product, operations)| {
            let name = |one: &&Operation| Form::OfVersion.name(product, one);
            operations.iter().map(name).collect::<Vec<_>>()
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
