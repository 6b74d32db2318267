//! Operations whose answers come piece by piece, in the shape of generated code.

use bytes::Bytes;

use crate::fixture::{ROA, RPC};
use crate::model::{Model, ModelMut, Visitor, VisitorMut};
use crate::schema::{Check, Field, OperationInfo, Schema};
use crate::{Json, Operation};

/// A question whose answer is events of `Delta`.
#[derive(Default)]
pub(super) struct Ask {
    pub(super) text: String,
}

static ASK: Schema = Schema::new(
    "Ask",
    &[Field::query("Text").checks(&[Check::Prefix(&["why"])])],
);

impl Model for Ask {
    fn fields<'v>(&'v self, visit: Visitor<'_, 'v>) {
        visit(&ASK, &[&self.text]);
    }
}

impl Operation for Ask {
    type Output = Delta;
    const INFO: &'static OperationInfo = &OperationInfo {
        anonymous: true,
        path: "/ask",
        ..OperationInfo::new(&ROA, "Ask")
    };
}

#[derive(Debug, Default)]
pub(super) struct Delta {
    pub(super) word: Option<String>,
    pub(super) count: Option<i64>,
}

static DELTA: Schema = Schema::new("Delta", &[Field::new("Word"), Field::new("Count")]);

impl Model for Delta {
    fn fields<'v>(&'v self, visit: Visitor<'_, 'v>) {
        visit(&DELTA, &[&self.word, &self.count]);
    }
}

impl ModelMut for Delta {
    fn fields_mut(&mut self, visit: VisitorMut<'_>) {
        visit(&DELTA, &mut [&mut self.word, &mut self.count]);
    }
}

/// Asks for something of another type.
macro_rules! asks_for {
    ($name:ident, $output:ty) => {
        #[derive(Default)]
        pub(super) struct $name;

        impl Model for $name {
            fn fields<'v>(&'v self, visit: Visitor<'_, 'v>) {
                static EMPTY: Schema = Schema::new("Empty", &[]);
                visit(&EMPTY, &[]);
            }
        }

        impl Operation for $name {
            type Output = $output;
            const INFO: &'static OperationInfo = &OperationInfo {
                anonymous: true,
                ..OperationInfo::new(&RPC, stringify!($name))
            };
        }
    };
}

asks_for!(Download, Bytes);
asks_for!(AskText, String);
asks_for!(AskJson, Json);
asks_for!(AskNothing, ());
