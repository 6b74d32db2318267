//! What generated code uses. Not for hand-written code: it may change in any release that also
//! changes the generator, and generator and runtime of one minor version fit together.

pub use bytes::Bytes;

pub use crate::Json;
pub use crate::action::ActionCall;
pub use crate::call::Call;
pub use crate::client::Core;
pub use crate::config::Config;
pub use crate::debug::{answer as debug_answer, request as debug_request};
pub use crate::error::Error;
pub use crate::model::{
    Access, List, ListMut, Map, MapMut, Model, ModelMut, Shape, Slot, Slots, Target, Value, Values,
    schema_of, slots, values,
};
pub use crate::open::{Known, Open, list};
pub use crate::operation::{Operation, Output};
pub use crate::pages::PagedCall;
pub use crate::retry::RetryCodes;
pub use crate::schema::{
    ApiStyle, Body, Bound, Bounds, Check, EndpointRule, Field, Kind, OperationInfo, PageBy,
    PageInfo, PageMember, Path, Place, ProductInfo, RegionHosts, Rule, Schema, Style, Table, Then,
    When,
};
pub use crate::stream::EventsCall;
