//! References and components.

use super::Case;
use super::Piece::*;

pub(super) const CASES: &[Case] = &[
    (
        "component-name",
        Roa,
        r##""components":{"schemas":{"user-info":{"type":"string"},"UserInfo":{"type":"object","properties":{"A":{"type":"string"}}}}},"apis":{"Run":{"methods":["post"],"path":"/","security":[{"AK":[]}],"responses":{"200":{"schema":{"type":"object","properties":{"A":{"$ref":"#/components/schemas/user-info"},"B":{"$ref":"#/components/schemas/UserInfo"}}}}}}}"##,
        &["Changed components.user-info: renamed to `UserInfo2`"],
        "Run POST / -> {A: &UserInfo2, B: &UserInfo}\nUserInfo2 = string\nUserInfo = {A: string}",
    ),
    (
        "odd-reference",
        Answer,
        r#"{"$ref":"https://example.com/a.json"}"#,
        &["Changed apis.Run.responses.200: `https://example.com/a.json` read as any JSON"],
        "Run POST / -> json",
    ),
    (
        "missing-reference",
        Answer,
        r##"{"type":"array","items":{"$ref":"#/components/schemas/Nowhere"}}"##,
        &["Changed apis.Run.responses.200.items: no component `Nowhere`; read as any JSON"],
        "Run POST / -> [json]",
    ),
    (
        "reference-beside-structure",
        Roa,
        r##""components":{"schemas":{"A":{"type":"object","properties":{"B":{"type":"string"}}}}},"apis":{"Run":{"methods":["post"],"path":"/","security":[{"AK":[]}],"responses":{"200":{"schema":{"type":"array","items":{"$ref":"#/components/schemas/A"},"$ref":"#/components/schemas/A"}}}}}"##,
        &["Changed apis.Run.responses.200: `#/components/schemas/A` is ignored"],
        "Run POST / -> [&A]\nA = {B: string}",
    ),
    (
        "reference-beside-type",
        Roa,
        r##""components":{"schemas":{"A":{"type":"object","properties":{"B":{"type":"string"}}}}},"apis":{"Run":{"methods":["post"],"path":"/","security":[{"AK":[]}],"responses":{"200":{"schema":{"type":"object","$ref":"#/components/schemas/A"}}}}}"##,
        &["Changed apis.Run.responses.200: `object` beside `A` is ignored"],
        "Run POST / -> &A\nA = {B: string}",
    ),
    (
        "endless-component",
        Roa,
        r##""components":{"schemas":{"A":{"type":"array","items":{"$ref":"#/components/schemas/B"}},"B":{"$ref":"#/components/schemas/A"}}},"apis":{"Run":{"methods":["post"],"path":"/","security":[{"AK":[]}],"responses":{"200":{"schema":{"$ref":"#/components/schemas/A"}}}}}"##,
        &[
            "Changed components.A: read as any JSON",
            "Changed components.B: read as any JSON",
        ],
        "Run POST / -> &A\nA = json",
    ),
    (
        "recursive-component",
        Roa,
        r##""components":{"schemas":{"A":{"type":"object","properties":{"Inner":{"$ref":"#/components/schemas/A"}}},"B":{"type":"object","properties":{"C":{"type":"array","items":{"$ref":"#/components/schemas/C"}}}},"C":{"type":"object","properties":{"B":{"$ref":"#/components/schemas/B"}}}}},"apis":{"Run":{"methods":["post"],"path":"/","security":[{"AK":[]}],"responses":{"200":{"schema":{"type":"object","properties":{"A":{"$ref":"#/components/schemas/A"},"B":{"$ref":"#/components/schemas/B"}}}}}}}"##,
        &[
            "Kept components.A: boxed where it must be",
            "Kept components.B: boxed where it must be",
            "Kept components.C: boxed where it must be",
        ],
        "Run POST / -> {A: &A, B: &B}\nA = {Inner: &A}\nB = {C: [&C]}\nC = {B: &B}",
    ),
    (
        "unused-component",
        Roa,
        r##""components":{"schemas":{"A":{"type":"object","properties":{"B":{"$ref":"#/components/schemas/B"}}},"B":{"type":"object","properties":{"C":{"type":"string"}}}}},"apis":{"Run":{"methods":["post"],"path":"/","security":[{"AK":[]}],"responses":{"200":{"schema":{"$ref":"#/components/schemas/B"}}}}}"##,
        &["Dropped 1 components.A: nothing refers to it"],
        "Run POST / -> &B\nB = {C: string}",
    ),
    (
        "too-deep",
        Answer,
        "@deep",
        &[
            "Changed apis.Run.responses.200@deep: any JSON from level 32 on",
            "Dropped 2 apis.Run.responses.200@deep: what is inside of any JSON",
        ],
        "@deep of the spec",
    ),
];
