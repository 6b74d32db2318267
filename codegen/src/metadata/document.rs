//! The mirror of an `api-docs.json`: its own words, with types.
//!
//! In: a [`Json`] tree. Out: a [`Document`], which `fixups` mend and `translate` turns into a spec. Nothing is
//! judged here beyond what it takes to have types: a value of a wrong kind is left out and told to the caller,
//! and keys that no client has a use for are not read.

use std::borrow::Cow;

/// Text of the file, borrowed where it is written without escapes.
pub(crate) type Text<'d> = Cow<'d, str>;

/// A map of the file, in its order.
pub(crate) type Named<'d, T> = Vec<(Text<'d>, T)>;

/// A file: one product in one version.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Document<'d> {
    /// `info.style`: `RPC`, `ROA`, `V3`, and names of products' own protocols.
    pub(crate) style: Text<'d>,
    /// `info.product`, as it is written: `Ecs`.
    pub(crate) product: Text<'d>,
    /// `info.version`: `2014-05-26`.
    pub(crate) version: Text<'d>,
    /// `components.schemas`.
    pub(crate) schemas: Named<'d, Schema<'d>>,
    /// `apis`.
    pub(crate) apis: Named<'d, Api<'d>>,
    /// `endpoints`.
    pub(crate) endpoints: Vec<Endpoint<'d>>,
    /// `ram.ramActions`: authorization of operations, by their `apiName`.
    pub(crate) ram_actions: Named<'d, RamAction<'d>>,
    /// What is written oddly right below the root.
    pub(crate) oddities: Vec<Oddity>,
}

/// A value that is written otherwise than the format says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Oddity {
    /// The key that has it, with those around it that have no oddities of their own.
    pub(crate) key: Cow<'static, str>,
    /// What is odd about it.
    pub(crate) how: Oddness,
}

impl Oddity {
    /// The same, told from further up.
    pub(crate) fn below(self, place: &str) -> Self {
        let key = format!("{place}.{}", self.key).into();
        Oddity { key, ..self }
    }
}

/// What is odd about a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Oddness {
    /// `[]` stands where a map belongs; read as an empty map.
    EmptyList,
    /// A list stands where text belongs; read as its texts, one below the other.
    TextInList,
    /// It is of another kind than what belongs there; not read.
    Unreadable,
    /// Its key stands more than once in one object; its maps and lists are put together.
    Joined,
    /// Its key stands more than once in one object, and is told the same each time.
    Repeated,
    /// Its key stands more than once in one object, not the same each time; the first counts.
    Contradicted,
}

/// An entry of `endpoints`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Endpoint<'d> {
    pub(crate) region: Text<'d>,
    /// `endpoint`: the public host.
    pub(crate) host: Text<'d>,
    /// `vpc`: the host inside a VPC.
    pub(crate) vpc: Option<Text<'d>>,
}

/// An entry of `apis`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Api<'d> {
    pub(crate) title: Option<Text<'d>>,
    pub(crate) summary: Option<Text<'d>>,
    pub(crate) description: Option<Text<'d>>,
    /// Lower case: `post`, `get`.
    pub(crate) methods: Vec<Text<'d>>,
    /// `http`, `https`, `sse`.
    pub(crate) schemes: Vec<Text<'d>>,
    /// Names of the ways to authenticate, any of which will do: `AK`, `Anonymous`, `BearerToken`.
    pub(crate) security: Vec<Text<'d>>,
    pub(crate) consumes: Vec<Text<'d>>,
    pub(crate) produces: Vec<Text<'d>>,
    pub(crate) path: Option<Text<'d>>,
    /// `read`, `write`, `readAndWrite`.
    pub(crate) operation_type: Option<Text<'d>>,
    pub(crate) deprecated: bool,
    /// `systemTags.operationType`: `get`, `list`, `create`, `update`, `delete`, `none`.
    pub(crate) tag_operation_type: Option<Text<'d>>,
    /// `systemTags.chargeType`: `free`, `paid`.
    pub(crate) tag_charge_type: Option<Text<'d>>,
    /// `staticInfo`.
    pub(crate) static_info: StaticInfo<'d>,
    pub(crate) parameters: Vec<Parameter<'d>>,
    /// By status: `200`, `4XX`.
    pub(crate) responses: Named<'d, Answer<'d>>,
    /// `responseDemo`: a JSON document inside a text.
    pub(crate) response_demo: Option<Text<'d>>,
    /// By status.
    pub(crate) error_codes: Named<'d, Vec<ErrorCode<'d>>>,
    pub(crate) ram_actions: Vec<RamAction<'d>>,
    /// What is written oddly, other than inside of schemas.
    pub(crate) oddities: Vec<Oddity>,
    /// Name that Rust names are made of, where `fixups` found that its own will not do.
    pub(crate) rust_name: Option<String>,
    /// Name of the root element of an XML body, where `fixups` found one.
    pub(crate) xml_root: Option<Text<'d>>,
}

/// `staticInfo` of an operation.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct StaticInfo<'d> {
    /// `synchronous` or `asynchronous`.
    pub(crate) return_type: Option<Text<'d>>,
    /// What to poll: `Product::Version::Operation`.
    pub(crate) callback: Option<Text<'d>>,
    /// As written; milliseconds for the most part.
    pub(crate) callback_interval: Option<Text<'d>>,
    pub(crate) max_callback_times: Option<Text<'d>>,
    /// What replaces a deprecated operation: `Product::Version::Operation`.
    pub(crate) substitutions: Vec<Text<'d>>,
}

/// An entry of `parameters`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Parameter<'d> {
    pub(crate) name: Text<'d>,
    /// `in`: `query`, `formData`, `path`, `body`, `header`, `host`.
    pub(crate) place: Text<'d>,
    /// `flat`, `repeatList`, `json`, `simple`.
    pub(crate) style: Option<Text<'d>>,
    pub(crate) schema: Schema<'d>,
}

/// An entry of `responses`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Answer<'d> {
    pub(crate) schema: Option<Schema<'d>>,
    pub(crate) headers: Named<'d, Schema<'d>>,
    pub(crate) description: Option<Text<'d>>,
}

/// An entry of `errorCodes`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ErrorCode<'d> {
    pub(crate) code: Text<'d>,
    pub(crate) message: Option<Text<'d>>,
    pub(crate) description: Option<Text<'d>>,
}

/// An entry of `ramActions`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct RamAction<'d> {
    /// `get`, `list`, `create`, `update`, `delete`, `none`.
    pub(crate) operation_type: Option<Text<'d>>,
    pub(crate) action: Text<'d>,
    pub(crate) resources: Vec<RamResource<'d>>,
    /// `actionConditions[].conditionKey`.
    pub(crate) conditions: Vec<Text<'d>>,
    /// `additionalActions`: what must be allowed as well.
    pub(crate) additional: Vec<Text<'d>>,
}

/// An entry of `ramAction.resources`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct RamResource<'d> {
    pub(crate) resource_type: Option<Text<'d>>,
    pub(crate) arn: Option<Text<'d>>,
}

/// A schema: of a parameter, an answer, a header, a component, or inside another.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Schema<'d> {
    /// `type`, as written; `any` occurs.
    pub(crate) kind: Option<Text<'d>>,
    /// Meaningful for `binary` alone.
    pub(crate) format: Option<Text<'d>>,
    pub(crate) reference: Option<Text<'d>>,
    pub(crate) title: Option<Text<'d>>,
    pub(crate) description: Option<Text<'d>>,
    pub(crate) example: Option<Text<'d>>,
    pub(crate) default: Option<Text<'d>>,
    pub(crate) required: bool,
    /// `docRequired`: what the documentation says.
    pub(crate) doc_required: Option<bool>,
    pub(crate) deprecated: bool,
    pub(crate) sensitive: bool,
    pub(crate) read_only: bool,
    /// Decimal numbers, as written.
    pub(crate) minimum: Option<Text<'d>>,
    pub(crate) maximum: Option<Text<'d>>,
    pub(crate) exclusive_minimum: bool,
    pub(crate) exclusive_maximum: bool,
    pub(crate) min_length: Option<Text<'d>>,
    pub(crate) max_length: Option<Text<'d>>,
    pub(crate) min_items: Option<Text<'d>>,
    pub(crate) max_items: Option<Text<'d>>,
    pub(crate) pattern: Option<Text<'d>>,
    /// `enum`
    pub(crate) values: Option<Vec<Text<'d>>>,
    /// `enumValueTitles`
    pub(crate) value_titles: Named<'d, Text<'d>>,
    /// `None` when the key is absent.
    pub(crate) properties: Option<Named<'d, Schema<'d>>>,
    pub(crate) items: Option<Box<Schema<'d>>>,
    /// `items`, where a list of schemas stands; `fixups` choose.
    pub(crate) items_listed: Vec<Schema<'d>>,
    /// `allOf`, which `fixups` put together.
    pub(crate) all_of: Vec<Schema<'d>>,
    /// `oneOf` and `anyOf`, of which `fixups` make any JSON.
    pub(crate) any_of: Vec<Schema<'d>>,
    /// `additionalProperties`
    pub(crate) map_values: Option<Box<Schema<'d>>>,
    /// `itemNode`: an RPC list wrapper.
    pub(crate) item_node: bool,
    /// `itemName`: XML element of a list's entries.
    pub(crate) item_name: Option<Text<'d>>,
    /// `ref`, which was meant as `$ref`.
    pub(crate) misspelt_reference: Option<Text<'d>>,
    /// `enumValues`, which was meant as `enum`.
    pub(crate) misspelt_values: Option<Vec<Text<'d>>>,
    /// What is written oddly.
    pub(crate) oddities: Vec<Oddity>,
    /// Whether `fixups` made up its type.
    pub(crate) is_made: bool,
    /// Whether it is a property that `fixups` told a second time.
    pub(crate) is_again: bool,
    /// Rust name of the field, where `fixups` found that the derived one will not do.
    pub(crate) rust_name: Option<String>,
}

impl<'d> Document<'d> {
    /// The schemas of components, parameters and answers.
    pub(crate) fn all_schemas(&self) -> impl Iterator<Item = &Schema<'d>> {
        let components = self.schemas.iter().map(|(_, schema)| schema);
        let parameters = self.apis.iter().flat_map(|(_, api)| &api.parameters);
        let answers = self.apis.iter().flat_map(|(_, api)| &api.responses);
        components
            .chain(parameters.map(|parameter| &parameter.schema))
            .chain(answers.filter_map(|(_, answer)| answer.schema.as_ref()))
    }
}

impl<'d> Schema<'d> {
    /// The schemas right inside.
    pub(crate) fn inner(&self) -> impl Iterator<Item = &Schema<'d>> {
        let properties = self.properties.iter().flatten().map(|(_, inner)| inner);
        let single = [&self.items, &self.map_values].into_iter().flatten();
        let listed = [&self.items_listed, &self.all_of, &self.any_of];
        let listed = listed.into_iter().flatten();
        properties.chain(single.map(|inner| &**inner)).chain(listed)
    }

    /// Visits the schemas right inside, each with the step that leads to it.
    pub(crate) fn each_inner(&mut self, visit: &mut dyn FnMut(&str, &mut Schema<'d>)) {
        for (name, inner) in self.properties.iter_mut().flatten() {
            visit(name, inner);
        }
        for (step, inner) in [
            ("items", &mut self.items),
            ("additionalProperties", &mut self.map_values),
        ] {
            inner.iter_mut().for_each(|inner| visit(step, inner));
        }
        for (step, listed) in [
            ("items", &mut self.items_listed),
            ("allOf", &mut self.all_of),
            ("oneOf", &mut self.any_of),
        ] {
            listed.iter_mut().for_each(|inner| visit(step, inner));
        }
    }
}
