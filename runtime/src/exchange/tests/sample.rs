//! A product with two operations, in the shape of generated code.

use crate::Operation;
use crate::model::{Model, ModelMut, Slots, Values};
use crate::schema::{ApiStyle, Bounds, Check, EndpointRule, Field, ProductInfo, Schema};

pub(super) static PRODUCT: ProductInfo = ProductInfo {
    code: "demo",
    version: "2024-01-01",
    style: ApiStyle::Roa,
    endpoint: EndpointRule::Regional,
    regions: &["cn-hangzhou"],
    hosts: &[],
    retry: crate::rt::RetryCodes::NONE,
};

#[derive(Clone, Default)]
pub(super) struct Create {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) password: Option<String>,
}

static CREATE: Schema = Schema::new(
    "Create",
    &[
        Field::path("Id").required(),
        Field::body("Name")
            .required()
            .checks(&[Check::Length(Bounds::at_least(3))]),
        Field::body("Password").sensitive(),
    ],
);

impl Model for Create {
    fn fields(&self) -> Values<'_> {
        Values::new(&CREATE, [&self.id, &self.name, &self.password])
    }
}

impl Operation for Create {
    type Output = Created;
    const INFO: &'static str = "demo 2024-01-01 roa Create
        POST /things/{Id}
        write
        body json body";
}

/// Needs no credentials.
#[derive(Default)]
pub(super) struct Ping;

static PING: Schema = Schema::new("Ping", &[]);

impl Model for Ping {
    fn fields(&self) -> Values<'_> {
        Values::new(&PING, [])
    }
}

impl Operation for Ping {
    type Output = ();
    const INFO: &'static str = "demo 2024-01-01 roa Ping
        POST /
        write
        anonymous";
}

#[derive(Debug, Default)]
pub(super) struct Created {
    pub(super) thing: Option<String>,
}

static CREATED: Schema = Schema::new("Created", &[Field::new("Thing")]);

impl Model for Created {
    fn fields(&self) -> Values<'_> {
        Values::new(&CREATED, [&self.thing])
    }
}

impl ModelMut for Created {
    fn fields_mut(&mut self) -> Slots<'_> {
        Slots::new(&CREATED, [&mut self.thing])
    }
}

pub(super) fn good() -> Create {
    Create {
        id: "7".to_owned(),
        name: "thing".to_owned(),
        password: Some("canary".to_owned()),
    }
}
