//! A structure with every kind of member, in the shape of generated code.
//!
//! In: nothing. Out: the output that the other files decode into, and the table of its operation.

use std::collections::BTreeMap;
use std::fmt;

use alicloud_core::{Json, rt};

/// The documented values of an open set.
pub enum Level {
    /// `low`
    Low,
}

impl rt::Known for Level {
    const VALUES: &'static [(&'static str, Self)] = &[("low", Self::Low)];
}

/// Every kind of member, some of them inside lists and maps, and itself.
#[derive(Default)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Sample {
    pub text: String,
    pub secret: Option<String>,
    pub integer: Option<i64>,
    pub number: Option<f64>,
    pub boolean: Option<bool>,
    pub level: Option<rt::Open<Level>>,
    pub bytes: Option<rt::Bytes>,
    pub json: Option<Json>,
    pub texts: Vec<String>,
    pub grid: Option<Vec<Vec<i64>>>,
    pub tags: Option<BTreeMap<String, String>>,
    pub groups: Option<BTreeMap<String, Vec<Sample>>>,
    pub children: Vec<Sample>,
    pub parent: Option<Box<Sample>>,
    pub plain_integer: i64,
}

static SAMPLE: rt::Schema = rt::Schema {
    fields: &[
        rt::Field::new("Text"),
        rt::Field::new("Secret").sensitive(),
        rt::Field::new("Integer"),
        rt::Field::new("Number"),
        rt::Field::new("Boolean"),
        rt::Field::new("Level"),
        rt::Field::new("Bytes"),
        rt::Field::new("Json"),
        rt::Field::new("Texts"),
        rt::Field::new("Grid"),
        rt::Field::new("Tags"),
        rt::Field::new("Groups"),
        rt::Field::new("Children"),
        rt::Field::new("Parent"),
        rt::Field::new("PlainInteger"),
    ],
    ..rt::Schema::named("Sample")
};

impl rt::Model for Sample {
    fn fields(&self) -> rt::Values<'_> {
        rt::Values::new(
            &SAMPLE,
            [
                &self.text,
                &self.secret,
                &self.integer,
                &self.number,
                &self.boolean,
                &self.level,
                &self.bytes,
                &self.json,
                &self.texts,
                &self.grid,
                &self.tags,
                &self.groups,
                &self.children,
                &self.parent,
                &self.plain_integer,
            ],
        )
    }
}

impl rt::ModelMut for Sample {
    fn fields_mut(&mut self) -> rt::Slots<'_> {
        rt::Slots::new(
            &SAMPLE,
            [
                &mut self.text,
                &mut self.secret,
                &mut self.integer,
                &mut self.number,
                &mut self.boolean,
                &mut self.level,
                &mut self.bytes,
                &mut self.json,
                &mut self.texts,
                &mut self.grid,
                &mut self.tags,
                &mut self.groups,
                &mut self.children,
                &mut self.parent,
                &mut self.plain_integer,
            ],
        )
    }
}

/// A structure, printed as generated ones are.
pub struct Shown<'m>(pub &'m dyn rt::Model);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        rt::debug_request(self.0, f)
    }
}

impl fmt::Debug for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        rt::debug_request(self, f)
    }
}

static PRODUCT: rt::ProductInfo = rt::ProductInfo::new(
    "demo",
    "2024-01-01",
    rt::ApiStyle::Roa,
    rt::EndpointRule::Regional,
);

/// The operation whose answers are decoded.
pub static INFO: rt::OperationInfo = rt::OperationInfo {
    ram_action: Some("demo:Get"),
    ..rt::OperationInfo::new(&PRODUCT, "Get")
};
