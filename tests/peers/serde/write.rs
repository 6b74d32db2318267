//! The models with derives, and calls.

use std::fmt::Write;

use super::Style;
use super::read::{Enum, Models, Operation, Structure};

const DERIVES: &str =
    "#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]\n";

/// Stands in the file of a product version.
const CLIENT: &str = "
pub struct Client {
    pub endpoint: String,
}

#[derive(Debug)]
pub struct Error(pub String);

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Error(error.to_string())
    }
}

impl Client {
    pub async fn send(&self, body: Vec<u8>) -> Result<Vec<u8>, Error> {
        Ok(body)
    }
}
";

/// Writes a file.
pub(super) fn write(models: &Models, style: Style) -> String {
    let mut out = String::new();
    for module in &models.modules {
        out += &format!("pub mod {module};\n");
    }
    for import in &models.imports {
        out += &format!("{import}\n");
    }
    if style == Style::Clients && models.has_client {
        out += CLIENT;
    }
    for structure in &models.structures {
        self::structure(&mut out, structure, style).expect("a String takes everything");
    }
    for item in &models.enums {
        enumeration(&mut out, item).expect("a String takes everything");
    }
    if style == Style::Clients {
        for operation in &models.operations {
            out += &call(operation);
        }
    }
    out
}

fn structure(out: &mut String, structure: &Structure, style: Style) -> std::fmt::Result {
    write!(
        out,
        "\n{DERIVES}#[serde(default)]\npub struct {} {{\n",
        structure.name
    )?;
    for member in &structure.members {
        let skip = match style {
            Style::Clients if member.kind.starts_with("Option<") => {
                ", skip_serializing_if = \"Option::is_none\""
            }
            _ => "",
        };
        write!(
            out,
            "    #[serde(rename = {:?}{skip})]\n    pub {}: {},\n",
            member.wire, member.name, member.kind
        )?;
    }
    out.write_str("}\n")
}

fn call(operation: &Operation) -> String {
    format!(
        "
impl {request} {{
    pub async fn send(&self, client: &super::Client) -> Result<{answer}, super::Error> {{
        let answer = client.send(serde_json::to_vec(self)?).await?;
        Ok(serde_json::from_slice(&answer)?)
    }}
}}
",
        request = operation.request,
        answer = operation.answer
    )
}

fn enumeration(out: &mut String, item: &Enum) -> std::fmt::Result {
    write!(out, "\n{DERIVES}pub enum {} {{\n", item.name)?;
    for (at, (variant, text)) in item.values.iter().enumerate() {
        if at == 0 {
            out.write_str("    #[default]\n")?;
        }
        write!(out, "    #[serde(rename = {text:?})]\n    {variant},\n")?;
    }
    let mut other = "Other".to_owned();
    while item.values.iter().any(|(variant, _)| *variant == other) {
        other += "Value";
    }
    write!(out, "    #[serde(untagged)]\n    {other}(String),\n}}\n")
}
