//! The other front door: Alibaba Cloud's own metadata (`api-docs.json`) -> spec.

mod document;
mod head;
mod json;
mod ledger;
mod places;

pub(crate) use head::head;
pub(crate) use ledger::Ledger;
pub(crate) use places::Places;

/// Stands in until the importer is there.
#[derive(Debug, Default)]
pub(crate) struct Import {
    pub(crate) product: Option<crate::spec::Product>,
    pub(crate) ledger: Ledger,
    pub(crate) places: Places,
}

pub(crate) fn import(
    _file: u32,
    _name: &str,
    _text: &str,
    _diagnostics: &mut crate::diagnostic::Diagnostics,
) -> Import {
    Import::default()
}
