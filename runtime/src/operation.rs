//! What ties a request to its operation and to its answer.

use std::any::Any;

use crate::model::{Model, Slot};
use crate::schema::{OperationInfo, operation};
use crate::validate::{Violations, validate};

/// A request: a structure that knows its operation.
///
/// Generated request types implement it; bring it into scope to call [`validate`](Operation::validate).
pub trait Operation: Model + Sized {
    /// What a successful call gives; the data of one event, where the answer is a stream of events.
    type Output: Output;
    /// What is to be known of the operation, in the form that the generator writes; [`info`](Operation::info) has it
    /// read.
    const INFO: &'static str;

    /// Name, method, path, kind and what else is known of the operation.
    fn info() -> &'static OperationInfo {
        operation(Self::INFO)
    }

    /// Checks the request against the documentation page without sending anything.
    ///
    /// Needs no client, region or credentials, so it can stand in forms and in continuous integration.
    ///
    /// # Errors
    ///
    /// All violations at once, each with its wire path and rule. Violations of `warn` level alone are
    /// no error; [`violations`](Operation::violations) gives them too.
    fn validate(&self) -> Result<(), Violations> {
        self.violations().into_result()
    }

    /// All violations, those of `warn` level among them; none if the request is as documented.
    fn violations(&self) -> Violations {
        validate(Self::info(), self)
    }
}

/// What a call can give: a structure, a list, text, bytes, or nothing.
pub trait Output: Slot + Default + Send + Sync + 'static {}

impl<T: Slot + Default + Send + Sync + 'static> Output for T {}

/// What a call gives, without its type.
pub(crate) trait Whole: Slot + Any + Send + Sync {}

impl<T: Output> Whole for T {}
