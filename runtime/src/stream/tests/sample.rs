//! Operations whose answers come piece by piece, in the shape of generated code.

use bytes::Bytes;

use crate::model::{Model, ModelMut, Slots, Values};
use crate::schema::{Check, Field, Schema};
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
    fn fields(&self) -> Values<'_> {
        Values::new(&ASK, [&self.text])
    }
}

impl Operation for Ask {
    type Output = Delta;
    const INFO: &'static str = "demo 2020-01-02 roa Ask
        POST /ask
        write
        anonymous";
}

#[derive(Debug, Default)]
pub(super) struct Delta {
    pub(super) word: Option<String>,
    pub(super) count: Option<i64>,
}

static DELTA: Schema = Schema::new("Delta", &[Field::new("Word"), Field::new("Count")]);

impl Model for Delta {
    fn fields(&self) -> Values<'_> {
        Values::new(&DELTA, [&self.word, &self.count])
    }
}

impl ModelMut for Delta {
    fn fields_mut(&mut self) -> Slots<'_> {
        Slots::new(&DELTA, [&mut self.word, &mut self.count])
    }
}

/// Asks for something of another type.
macro_rules! asks_for {
    ($name:ident, $output:ty) => {
        #[derive(Default)]
        pub(super) struct $name;

        impl Model for $name {
            fn fields(&self) -> Values<'_> {
                static EMPTY: Schema = Schema::new("Empty", &[]);
                Values::new(&EMPTY, [])
            }
        }

        impl Operation for $name {
            type Output = $output;
            const INFO: &'static str = concat!(
                "demo 2020-01-02 rpc ",
                stringify!($name),
                "\nPOST /\nwrite\nanonymous"
            );
        }
    };
}

asks_for!(Download, Bytes);
asks_for!(AskText, String);
asks_for!(AskJson, Json);
asks_for!(AskNothing, ());
