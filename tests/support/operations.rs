//! The operations that vectors speak of, each through its own generated types and client.
//!
//! In: product and name of an operation, the input of a vector or an answer. Out: the typed request, or
//! what came of the answer. An operation is one word in the table at the end of this file.

use alicloud::rt::{Model, ModelMut, OperationInfo};
use alicloud::{
    BoxFuture, Bytes, Call, Config, Error, Json, Operation as Typed, Validation, from_json, http,
    interpret,
};

use crate::given::Given;
use crate::plain::plain;

/// An operation whose types are not known to the caller.
pub trait Operation: Send + Sync {
    /// What is said of it.
    fn info(&self) -> &'static OperationInfo;
    /// The request of a vector's input.
    ///
    /// # Errors
    ///
    /// When the generated types have no form for this input.
    fn read(&self, input: &Json) -> Result<Box<dyn Request + '_>, Error>;
    /// A request in which nothing is set.
    fn empty(&self) -> Box<dyn Request + '_>;
    /// What the answer is without a client around it.
    fn interpret(&self, answer: http::Response<Bytes>) -> Given;
    /// Calls `look` with an empty answer.
    fn output(&self, look: &mut dyn FnMut(&mut dyn alicloud::rt::Slot));
}

/// A request whose type is not known to the caller.
pub trait Request: Send + Sync {
    /// The fields.
    fn model(&self) -> &dyn Model;
    /// The signed request, whatever the page says about it.
    fn prepare<'a>(
        &'a self,
        config: &'a Config,
    ) -> BoxFuture<'a, Result<http::Request<Bytes>, Error>>;
    /// Sends it.
    fn send<'a>(&'a self, config: &'a Config) -> BoxFuture<'a, Result<Given, Error>>;
    /// What the pure function finds, as `rule path`.
    fn violations(&self) -> Vec<String>;
}

/// The operation of a vector.
///
/// # Panics
///
/// When it is not in the table.
pub fn operation<'o>(operations: &'o [Box<dyn Operation>], vector: &Json) -> &'o dyn Operation {
    let found = operations.iter().find(|operation| {
        let info = operation.info();
        vector["product"] == info.product && vector["operation"] == info.name
    });
    match found {
        Some(operation) => &**operation,
        None => panic!(
            "{} {} is not in the table of operations",
            vector["product"], vector["operation"]
        ),
    }
}

/// Each violation as `rule path`.
pub fn named(violations: &alicloud::Violations) -> Vec<String> {
    violations
        .iter()
        .map(|violation| format!("{} {}", violation.rule, violation.path))
        .collect()
}

/// A method of a generated client.
struct Method<C, R: Typed> {
    client: fn(&Config) -> Result<C, Error>,
    call: for<'a> fn(&'a C, &'a R) -> Call<'a, R::Output>,
}

struct Asked<'o, C, R: Typed> {
    method: &'o Method<C, R>,
    request: R,
}

impl<C, R> Operation for Method<C, R>
where
    C: Send + Sync,
    R: Typed + ModelMut + Default + Send,
{
    fn info(&self) -> &'static OperationInfo {
        R::info()
    }

    fn read(&self, input: &Json) -> Result<Box<dyn Request + '_>, Error> {
        let request = from_json::<R>(input)?;
        Ok(Box::new(Asked {
            method: self,
            request,
        }))
    }

    fn empty(&self) -> Box<dyn Request + '_> {
        Box::new(Asked {
            method: self,
            request: R::default(),
        })
    }

    fn interpret(&self, answer: http::Response<Bytes>) -> Given {
        let (parts, body) = answer.into_parts();
        let mut output = R::Output::default();
        match interpret(R::info(), &parts, &body, &mut output) {
            Ok(()) => Given::alone(plain(&mut output), parts.headers, body),
            Err(error) => Given::failed(&error),
        }
    }

    fn output(&self, look: &mut dyn FnMut(&mut dyn alicloud::rt::Slot)) {
        look(&mut R::Output::default());
    }
}

impl<C, R> Request for Asked<'_, C, R>
where
    C: Send + Sync,
    R: Typed + Send,
{
    fn model(&self) -> &dyn Model {
        &self.request
    }

    fn prepare<'a>(
        &'a self,
        config: &'a Config,
    ) -> BoxFuture<'a, Result<http::Request<Bytes>, Error>> {
        Box::pin(async move {
            let client = (self.method.client)(config)?;
            let call = (self.method.call)(&client, &self.request);
            call.with_validation(Validation::Off).prepare().await
        })
    }

    fn send<'a>(&'a self, config: &'a Config) -> BoxFuture<'a, Result<Given, Error>> {
        Box::pin(async move {
            let client = (self.method.client)(config)?;
            let response = (self.method.call)(&client, &self.request).await?;
            Ok(Given::received(response))
        })
    }

    fn violations(&self) -> Vec<String> {
        let result = self.request.validate();
        result
            .err()
            .map_or_else(Vec::new, |violations| named(&violations))
    }
}

macro_rules! operations {
    ($($client:ty { $($method:ident),* $(,)? })*) => {
        /// The table.
        pub fn operations() -> Vec<Box<dyn Operation>> {
            vec![$($(
                Box::new(Method::<$client, _> { client: <$client>::new, call: <$client>::$method }),
            )*)*]
        }
    };
}

operations! {
    alicloud::aiworkspace::Client { create_workspace_resource, delete_workspace_resource, get_workspace }
    alicloud::emr_serverless_spark::Client { create_workspace }
    alicloud::sts::Client { assume_role, assume_role_with_oidc }
    // Not offered: specs that only the tests have.
    crate::specs::aiworkspace::Client { list_dataset_file_metas }
    crate::specs::alb::Client { create_load_balancer }
    crate::specs::cs::Client { modify_cluster_tags }
    crate::specs::desk::Client { file_form }
    crate::specs::ecs::Client { describe_instances, run_instances }
    crate::specs::fc::Client { create_function, invoke_function }
    crate::specs::imm::Client { create_media_convert_task }
    crate::specs::nlb::Client { create_load_balancer }
    crate::specs::shelf::Client { count_books, find_books, limit_loans, list_prices, remove_books, replace_index, set_labels, set_prices, set_rules, tag_book, write_note }
    crate::specs::ververica::Client { update_folder }
    crate::specs::vpc::Client { describe_vpcs }
}
