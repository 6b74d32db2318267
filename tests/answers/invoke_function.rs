//! An operation that answers bytes, in the shape of generated code: neither documented one does.

use alicloud::{Bytes, Operation, rt};

/// Answers whatever the function wrote.
#[derive(Clone, Default)]
pub(crate) struct InvokeFunction;

pub(crate) static PRODUCT: rt::ProductInfo = rt::ProductInfo::new(
    "fc",
    "2023-03-30",
    rt::ApiStyle::Roa,
    rt::EndpointRule::Regional,
);

static INVOKE_FUNCTION: rt::Schema = rt::Schema::named("InvokeFunction");

impl rt::Model for InvokeFunction {
    fn fields<'v>(&'v self, visit: rt::Visitor<'_, 'v>) {
        visit(&INVOKE_FUNCTION, &[]);
    }
}

impl Operation for InvokeFunction {
    type Output = Bytes;
    const INFO: &'static rt::OperationInfo = &rt::OperationInfo {
        method: "POST",
        path: "/2023-03-30/functions/f/invocations",
        ..rt::OperationInfo::new(&PRODUCT, "InvokeFunction")
    };
}
