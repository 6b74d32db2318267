//! Schemas that are put together of others.

use super::Case;
use super::Piece::*;

pub(super) const CASES: &[Case] = &[
    (
        "all-of",
        Parameter,
        r#"{"allOf":[{"type":"string","description":"x"}],"required":true}"#,
        &["Changed apis.Run.parameters.P: read as its only part"],
        "Run POST /, query P: string!",
    ),
    (
        "all-of",
        Answer,
        r#"{"allOf":[{"type":"object","properties":{"A":{"type":"string"}}},{"properties":{"B":{"type":"integer"},"A":{"type":"boolean"}}}]}"#,
        &["Changed apis.Run.responses.200: put together of 2 parts"],
        "Run POST / -> {A: string, B: integer}",
    ),
    (
        "all-of",
        Answer,
        r#"{"type":"object","properties":{"A":{"allOf":[{"type":"string"},{"type":"object","properties":{"B":{"type":"string"}}}]}}}"#,
        &[
            "Dropped 0 apis.Run.responses.200.A.allOf: what is no structure",
            "Dropped 1 apis.Run.responses.200.A.allOf: one of its parts is no structure",
        ],
        "Run POST / -> {A: json}",
    ),
    (
        "all-of",
        Roa,
        r##""components":{"schemas":{"Page":{"type":"object","properties":{"Token":{"type":"string"},"Size":{"type":"integer"}}},"Named":{"$ref":"#/components/schemas/Page"}}},"apis":{"Run":{"methods":["post"],"path":"/","security":[{"AK":[]}],"responses":{"200":{"schema":{"allOf":[{"$ref":"#/components/schemas/Named"},{"type":"object","properties":{"A":{"type":"string"}}}]}}}}}"##,
        &[
            "Changed apis.Run.responses.200: `Named` is told again",
            "Changed apis.Run.responses.200: `Page` is told again",
            "Changed apis.Run.responses.200: put together of 2 parts",
        ],
        "Run POST / -> {Token: string, Size: integer, A: string}",
    ),
    (
        "all-of",
        Roa,
        r##""components":{"schemas":{"A":{"allOf":[{"$ref":"#/components/schemas/A"},{"type":"object","properties":{"B":{"type":"string"}}}]}}},"apis":{"Run":{"methods":["post"],"path":"/","security":[{"AK":[]}],"responses":{"200":{"schema":{"allOf":[{"$ref":"#/components/schemas/A"}]}}}}}"##,
        &[
            "Changed components.A: `A` is told again",
            "Dropped 0 components.A.allOf: no part is `A`",
            "Dropped 0 components.A.allOf: one of its parts is no structure",
            "Dropped 0 components.A.allOf: what is no structure",
            "Dropped 1 components.A.allOf: one of its parts is no structure",
            "Changed apis.Run.responses.200: read as its only part",
        ],
        "Run POST / -> &A\nA = json",
    ),
    (
        "one-of",
        Answer,
        r#"{"oneOf":[{"type":"object","properties":{"A":{"type":"string"},"C":{"type":"object","properties":{"D":{"type":"string"}}}}},{"type":"object","properties":{"B":{"type":"string"}}}]}"#,
        &["Dropped 4 apis.Run.responses.200.oneOf: any JSON for 2 alternatives"],
        "Run POST / -> json",
    ),
    (
        "one-of",
        Answer,
        r#"{"anyOf":[{"type":"object","properties":{"A":{"type":"string"}}},{"type":"object","properties":{"A":{"type":"string"}}}]}"#,
        &[
            "Merged 1 apis.Run.responses.200.oneOf: the same as before",
            "Changed apis.Run.responses.200: read as its only part",
        ],
        "Run POST / -> {A: string}",
    ),
    (
        "one-of",
        Parameter,
        r#"{"type":"object","properties":{"A":{"type":"string"},"B":{"type":"string"}},"oneOf":[{"required":["A"]},{"required":["B"]}]}"#,
        &["Changed apis.Run.parameters.P: what 2 alternatives say of its members is ignored"],
        "Run POST /, query P: {A: string, B: string}",
    ),
    (
        "items-listed",
        Parameter,
        r#"{"type":"array","items":[{"type":"string"},{"type":"string"}]}"#,
        &[
            "Merged 0 apis.Run.parameters.P.items: the same as before",
            "Changed apis.Run.parameters.P: all 2 are equal",
        ],
        "Run POST /, query P: [string]",
    ),
    (
        "items-listed",
        Parameter,
        r#"{"type":"array","items":[{"type":"string"},{"type":"object","properties":{"A":{"type":"string"}}}]}"#,
        &["Dropped 1 apis.Run.parameters.P.items: any JSON for 2 schemas"],
        "Run POST /, query P: [json]",
    ),
];
