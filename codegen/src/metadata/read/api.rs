//! An operation.
//!
//! In: the JSON of an entry of `apis`. Out: its mirror. What is odd right inside of it, and in what has no mirror with
//! oddities of its own such as answers, error codes and authorization, is noted on the operation with its place.

use super::super::document::{
    Answer, Api, ErrorCode, Named, Parameter, RamAction, RamResource, StaticInfo,
};
use super::schema::schema;
use super::value::{Odd, list, maps, named, named_within, object, text, texts, truth};
use crate::json::{Json, Members};

/// Reads an entry of `apis`.
pub(super) fn api<'d>(json: Json<'d>) -> Api<'d> {
    let mut api = Api::default();
    let odd = &mut api.oddities;
    for (key, value) in object(json, "", odd) {
        match &*key {
            "title" => api.title = text(value, "title", odd),
            "summary" => api.summary = text(value, "summary", odd),
            "description" => api.description = text(value, "description", odd),
            "methods" => api.methods = texts(value, "methods", odd),
            "schemes" => api.schemes = texts(value, "schemes", odd),
            "security" => {
                let ways = maps(value, "security", odd).into_iter().flatten();
                api.security = ways.map(|(name, _)| name).collect();
            }
            "consumes" => api.consumes = texts(value, "consumes", odd),
            "produces" => api.produces = texts(value, "produces", odd),
            "path" => api.path = text(value, "path", odd),
            "operationType" => api.operation_type = text(value, "operationType", odd),
            "deprecated" => api.deprecated = truth(&value, "deprecated", odd).unwrap_or(false),
            "systemTags" => {
                for (key, value) in object(value, "systemTags", odd) {
                    match &*key {
                        "operationType" => {
                            api.tag_operation_type = text(value, "operationType", odd)
                        }
                        "chargeType" => api.tag_charge_type = text(value, "chargeType", odd),
                        _ => {}
                    }
                }
            }
            "staticInfo" => api.static_info = static_info(object(value, "staticInfo", odd), odd),
            "parameters" => {
                let entries = list(value, "parameters", odd).into_iter();
                api.parameters = entries.map(parameter).collect();
            }
            "responses" => api.responses = named_within(value, "responses", odd, answer),
            "responseDemo" => api.response_demo = text(value, "responseDemo", odd),
            "errorCodes" => api.error_codes = named_within(value, "errorCodes", odd, error_codes),
            "ramActions" => {
                let entries = maps(value, "ramActions", odd).into_iter();
                api.ram_actions = entries.map(|entry| ram_action(entry, odd).1).collect();
            }
            _ => {}
        }
    }
    api
}

fn static_info<'d>(members: Members<'d>, odd: &mut Odd) -> StaticInfo<'d> {
    let mut info = StaticInfo::default();
    for (key, value) in members {
        match &*key {
            "returnType" => info.return_type = text(value, "returnType", odd),
            "callback" => info.callback = text(value, "callback", odd),
            "callbackInterval" => info.callback_interval = text(value, "callbackInterval", odd),
            "maxCallbackTimes" => info.max_callback_times = text(value, "maxCallbackTimes", odd),
            "substitutions" => info.substitutions = texts(value, "substitutions", odd),
            _ => {}
        }
    }
    info
}

/// An entry that is no map reads as a parameter without a name.
fn parameter<'d>(json: Json<'d>) -> Parameter<'d> {
    let mut parameter = Parameter::default();
    let mut odd = Vec::new();
    for (key, value) in object(json, "parameters", &mut odd) {
        match &*key {
            "name" => parameter.name = text(value, "name", &mut odd).unwrap_or_default(),
            "in" => parameter.place = text(value, "in", &mut odd).unwrap_or_default(),
            "style" => parameter.style = text(value, "style", &mut odd),
            "schema" => parameter.schema = schema(value),
            _ => {}
        }
    }
    parameter.schema.oddities.extend(odd);
    parameter
}

fn answer<'d>(json: Json<'d>, odd: &mut Odd) -> Answer<'d> {
    let mut answer = Answer::default();
    for (key, value) in object(json, "responses", odd) {
        match &*key {
            "schema" if value != Json::Null => answer.schema = Some(schema(value)),
            "headers" => {
                answer.headers = named(value, "headers", odd, |header| match header {
                    // The schema of a header stands beside the header or inside of it.
                    Json::Map(mut members) => {
                        let inside = members.iter().position(|(key, _)| key == "schema");
                        schema(match inside {
                            Some(index) => members.swap_remove(index).1,
                            None => Json::Map(members),
                        })
                    }
                    other => schema(other),
                });
            }
            "description" => answer.description = text(value, "description", odd),
            _ => {}
        }
    }
    answer
}

fn error_codes<'d>(json: Json<'d>, odd: &mut Odd) -> Vec<ErrorCode<'d>> {
    let entries = maps(json, "errorCodes", odd).into_iter();
    let entries = entries.map(|members| {
        let mut error = ErrorCode::default();
        for (key, value) in members {
            match &*key {
                "errorCode" => error.code = text(value, "errorCode", odd).unwrap_or_default(),
                "errorMessage" => error.message = text(value, "errorMessage", odd),
                "description" => error.description = text(value, "description", odd),
                _ => {}
            }
        }
        error
    });
    entries.collect()
}

/// The entries of `ram.ramActions`, by the operation that they are about.
pub(super) fn named_ram_actions<'d>(json: Json<'d>, odd: &mut Odd) -> Named<'d, RamAction<'d>> {
    let entries = maps(json, "ramActions", odd).into_iter();
    let named = entries.map(|entry| ram_action(entry, odd));
    named.filter(|(name, _)| !name.is_empty()).collect()
}

fn ram_action<'d>(
    members: Members<'d>,
    odd: &mut Odd,
) -> (std::borrow::Cow<'d, str>, RamAction<'d>) {
    let mut name = std::borrow::Cow::default();
    let mut action = RamAction::default();
    for (key, value) in members {
        match &*key {
            "apiName" => name = text(value, "apiName", odd).unwrap_or_default(),
            "operationType" => action.operation_type = text(value, "operationType", odd),
            "ramAction" => allowed(object(value, "ramAction", odd), &mut action, odd),
            // An older shape has the name of the action in its place.
            "action" => action.action = text(value, "action", odd).unwrap_or_default(),
            "additionalActions" => action.additional = actions(value, odd),
            _ => {}
        }
    }
    (name, action)
}

fn allowed<'d>(members: Members<'d>, action: &mut RamAction<'d>, odd: &mut Odd) {
    for (key, value) in members {
        match &*key {
            "action" => action.action = text(value, "action", odd).unwrap_or_default(),
            "actionConditions" => {
                let entries = maps(value, "actionConditions", odd).into_iter().flatten();
                let keys = entries.filter(|(key, _)| key == "conditionKey");
                action.conditions = keys
                    .filter_map(|(_, value)| text(value, "conditionKey", odd))
                    .collect();
            }
            "resources" => {
                let entries = maps(value, "resources", odd).into_iter();
                action.resources = entries.map(|entry| resource(entry, odd)).collect();
            }
            "additionalActions" => action.additional = actions(value, odd),
            _ => {}
        }
    }
}

fn resource<'d>(members: Members<'d>, odd: &mut Odd) -> RamResource<'d> {
    let mut resource = RamResource::default();
    for (key, value) in members {
        match &*key {
            "resourceType" => resource.resource_type = text(value, "resourceType", odd),
            "arn" => resource.arn = text(value, "arn", odd),
            _ => {}
        }
    }
    resource
}

/// Actions by their names, or as maps that hold them.
fn actions<'d>(json: Json<'d>, odd: &mut Odd) -> Vec<std::borrow::Cow<'d, str>> {
    let entries = list(json, "additionalActions", odd).into_iter();
    let names = entries.filter_map(|entry| match entry {
        Json::Map(members) => members
            .into_iter()
            .find(|(key, _)| key == "action")
            .and_then(|(_, value)| text(value, "action", odd)),
        other => text(other, "action", odd),
    });
    names.collect()
}
