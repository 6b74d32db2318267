//! The known name that a wrong one probably meant.
//!
//! In: a text and the known ones. Out: the most similar of them, if it is similar enough to be worth
//! mentioning.

const SIMILAR: f64 = 0.6;

/// Longer texts are no misspelt names, and comparing them would cost time.
const LONGEST: usize = 80;

/// The most similar candidate. Case alone is the smallest difference.
pub(crate) fn nearest<'c>(
    text: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    if text.len() > LONGEST {
        return None;
    }
    let text = text.to_lowercase();
    let scored = candidates.into_iter().map(|candidate| {
        (
            strsim::normalized_damerau_levenshtein(&text, &candidate.to_lowercase()),
            candidate,
        )
    });
    let best = scored
        .filter(|(score, _)| *score >= SIMILAR)
        .reduce(|a, b| if b.0 > a.0 { b } else { a });
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_similar_candidates_are_offered() {
        let known = ["MaxCompute", "ECS", "Lingjun", "ACS", "FLINK"];
        let table = [
            ("maxcompute", Some("MaxCompute")),
            ("MaxComputer", Some("MaxCompute")),
            ("Flnik", Some("FLINK")),
            ("Kubernetes", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(nearest(text, known), expected, "{text}");
        }
        assert_eq!(nearest(&"MaxCompute".repeat(20), known), None);
    }
}
