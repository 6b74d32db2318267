//! Which error codes mean that trying again helps.
//!
//! In: nothing, this is a table. Out: codes that hold for all products. Codes of one product stand in its
//! `product.yaml`, codes of one operation in its file, both under `retry`.

/// Codes, compared without regard to case.
#[derive(Debug, Clone, Copy)]
pub struct RetryCodes {
    /// The service cannot now but may soon. The operation may have happened.
    pub passing: &'static [&'static str],
    /// There are too many calls. The operation did not happen.
    pub throttling: &'static [&'static str],
}

impl RetryCodes {
    /// No codes beyond those of all products.
    pub const NONE: RetryCodes = RetryCodes {
        passing: &[],
        throttling: &[],
    };
}

/// The codes of all products. Whatever contains the word `throttl` means throttling as well.
pub(super) static ALL_PRODUCTS: RetryCodes = RetryCodes {
    passing: &[
        "InternalError",
        "RequestTimeout",
        "ServiceTimeout",
        "ServiceUnavailable",
        "ServiceUnavailableTemporary",
        "UnknownError",
    ],
    throttling: &[
        "BLOCK.LimitedRequest",
        "DeniedRequest",
        "FlowControl",
        "FlowLimited",
        "OperationIsThrottled",
        "ResourceThrottled",
        "System.LimitControl",
        // One product writes it so.
        "Throttli∂ngException",
    ],
};

/// Whether the code is in one of these tables or that of all products.
fn is_listed(
    code: &str,
    own: &RetryCodes,
    list: fn(&RetryCodes) -> &'static [&'static str],
) -> bool {
    let tables = [own, &ALL_PRODUCTS].into_iter();
    tables
        .flat_map(list)
        .any(|known| known.eq_ignore_ascii_case(code))
}

/// Whether the code means that there are too many calls.
pub(crate) fn is_throttling_code(code: &str, own: &RetryCodes) -> bool {
    code.to_ascii_lowercase().contains("throttl") || is_listed(code, own, |codes| codes.throttling)
}

/// Whether the code means that the service cannot now but may soon.
pub(crate) fn is_passing_code(code: &str, own: &RetryCodes) -> bool {
    is_listed(code, own, |codes| codes.passing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_counts_everywhere_or_where_it_is_listed() {
        let product = &RetryCodes {
            passing: &["OperationConflict"],
            throttling: &["TooFast"],
        };
        let none = &RetryCodes::NONE;
        let table: [(&str, &RetryCodes, bool, bool); 11] = [
            ("ServiceUnavailable", none, true, false),
            ("serviceunavailable", none, true, false),
            ("InternalError.Disk", none, false, false),
            ("Throttling", none, false, true),
            ("CCAI.Throttling.Qps", none, false, true),
            ("Throttli∂ngException", none, false, true),
            ("deniedrequest", none, false, true),
            ("OperationConflict", none, false, false),
            ("OperationConflict", product, true, false),
            ("toofast", product, false, true),
            ("InvalidParameter", product, false, false),
        ];
        for (code, own, passing, throttling) in table {
            assert_eq!(is_passing_code(code, own), passing, "{code}");
            assert_eq!(is_throttling_code(code, own), throttling, "{code}");
        }
    }
}
