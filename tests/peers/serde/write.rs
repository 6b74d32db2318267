//! The models with derives.

use std::fmt::Write;

use super::read::{Enum, Models, Structure};

const DERIVES: &str =
    "#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]\n";

/// Writes a file.
pub(super) fn write(models: &Models) -> String {
    let mut out = String::new();
    for module in &models.modules {
        out += &format!("pub mod {module};\n");
    }
    for structure in &models.structures {
        self::structure(&mut out, structure).expect("a String takes everything");
    }
    for item in &models.enums {
        enumeration(&mut out, item).expect("a String takes everything");
    }
    out
}

fn structure(out: &mut String, structure: &Structure) -> std::fmt::Result {
    write!(
        out,
        "\n{DERIVES}#[serde(default)]\npub struct {} {{\n",
        structure.name
    )?;
    for member in &structure.members {
        write!(
            out,
            "    #[serde(rename = {:?})]\n    pub {}: {},\n",
            member.wire, member.name, member.kind
        )?;
    }
    out.write_str("}\n")
}

fn enumeration(out: &mut String, item: &Enum) -> std::fmt::Result {
    write!(out, "\n{DERIVES}pub enum {} {{\n", item.name)?;
    for (at, (variant, text)) in item.values.iter().enumerate() {
        if at == 0 {
            out.write_str("    #[default]\n")?;
        }
        write!(out, "    #[serde(rename = {text:?})]\n    {variant},\n")?;
    }
    out.write_str("    #[serde(untagged)]\n    Other(String),\n}\n")
}
