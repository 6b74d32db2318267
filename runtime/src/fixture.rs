//! Structures and tables in the shape of generated code, for the unit tests.

use std::collections::BTreeMap;

use bytes::Bytes;

use crate::Json;
use crate::model::{Model, ModelMut, Slots, Value, Values};
use crate::open::{Known, Open};
use crate::schema::{ApiStyle, EndpointRule, Field, OperationInfo, ProductInfo, Rule, Schema};

/// The documented values of an open set.
pub(crate) enum Level {
    Low,
    High,
}

impl Known for Level {
    const VALUES: &'static [(&'static str, Self)] = &[("low", Self::Low), ("high", Self::High)];
}

/// Nested in [`Account`].
#[derive(Clone, Default)]
pub(crate) struct Key {
    pub(crate) id: Option<String>,
    pub(crate) secret: Option<String>,
}

static KEY: Schema = Schema::new("Key", &[Field::new("Id"), Field::new("Secret").sensitive()]);

impl Model for Key {
    fn fields(&self) -> Values<'_> {
        Values::new(&KEY, [&self.id, &self.secret])
    }
}

impl ModelMut for Key {
    fn fields_mut(&mut self) -> Slots<'_> {
        Slots::new(&KEY, [&mut self.id, &mut self.secret])
    }
}

/// Every kind of field, and a structure inside itself.
#[derive(Clone, Default)]
pub(crate) struct Account {
    pub(crate) name: String,
    pub(crate) age: Option<i64>,
    pub(crate) ratio: Option<f64>,
    pub(crate) active: Option<bool>,
    pub(crate) level: Option<Open<Level>>,
    pub(crate) photo: Option<Bytes>,
    pub(crate) keys: Vec<Key>,
    pub(crate) tags: Option<BTreeMap<String, String>>,
    pub(crate) extra: Option<BTreeMap<String, Json>>,
    pub(crate) parent: Option<Box<Account>>,
}

static ACCOUNT: Schema = Schema::new(
    "Account",
    &[
        Field::new("Name"),
        Field::new("Age"),
        Field::new("Ratio"),
        Field::new("Active"),
        Field::new("Level"),
        Field::new("Photo"),
        Field::new("Keys"),
        Field::new("Tags"),
        Field::new("Extra"),
        Field::new("Parent"),
    ],
);

impl Model for Account {
    fn fields(&self) -> Values<'_> {
        Values::new(
            &ACCOUNT,
            [
                &self.name,
                &self.age,
                &self.ratio,
                &self.active,
                &self.level,
                &self.photo,
                &self.keys,
                &self.tags,
                &self.extra,
                &self.parent,
            ],
        )
    }
}

impl ModelMut for Account {
    fn fields_mut(&mut self) -> Slots<'_> {
        Slots::new(
            &ACCOUNT,
            [
                &mut self.name,
                &mut self.age,
                &mut self.ratio,
                &mut self.active,
                &mut self.level,
                &mut self.photo,
                &mut self.keys,
                &mut self.tags,
                &mut self.extra,
                &mut self.parent,
            ],
        )
    }
}

/// A structure whose fields are put together by a test.
pub(crate) struct Probe {
    schema: &'static Schema,
    values: Vec<Box<dyn Value>>,
}

impl Probe {
    pub(crate) fn new(fields: Vec<(Field, Box<dyn Value>)>) -> Self {
        Self::with_rules(fields, &[])
    }

    pub(crate) fn with_rules(fields: Vec<(Field, Box<dyn Value>)>, rules: &'static [Rule]) -> Self {
        let (fields, values): (Vec<Field>, _) = fields.into_iter().unzip();
        let schema = Schema {
            name: "Probe",
            fields: Box::leak(fields.into_boxed_slice()),
            rules,
        };
        Probe {
            schema: Box::leak(Box::new(schema)),
            values,
        }
    }
}

impl Model for Probe {
    fn fields(&self) -> Values<'_> {
        Values {
            schema: self.schema,
            values: self.values.iter().map(|value| &**value).collect(),
        }
    }
}

/// A product with resource paths.
pub(crate) static ROA: ProductInfo = ProductInfo {
    code: "demo",
    version: "2020-01-02",
    style: ApiStyle::Roa,
    endpoint: EndpointRule::Regional,
    regions: &[],
    hosts: &[],
    retry: crate::rt::RetryCodes::NONE,
};

/// A product with parameters in query and form.
pub(crate) static RPC: ProductInfo = ProductInfo {
    style: ApiStyle::Rpc,
    ..ROA
};

/// An operation of [`ROA`].
pub(crate) static CREATE: OperationInfo = OperationInfo {
    page: Some("2025-10-20"),
    ram_action: Some("demo:Create"),
    ..OperationInfo::new(&ROA, "Create")
};

/// Tables as tests write them: only what matters.
impl Schema {
    pub(crate) const fn new(name: &'static str, fields: &'static [Field]) -> Self {
        Schema {
            name,
            fields,
            rules: &[],
        }
    }
}
