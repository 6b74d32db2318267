//! A request with some of its members replaced.
//!
//! In: a request, and values by the names of members. Out: a model that shows these values in place of the
//! request's own. The caller's structure stays as it is: encoders and validator see it through the overlay.

use crate::model::{Model, Value, Values};

/// A request seen with other values.
pub(crate) struct Overlay<'a> {
    request: &'a dyn Model,
    values: Vec<(&'static str, Box<dyn Value + Send>)>,
}

impl<'a> Overlay<'a> {
    pub(crate) fn new(request: &'a dyn Model) -> Self {
        Overlay {
            request,
            values: Vec::new(),
        }
    }

    /// Shows `value` as the member `name`, if there is one.
    pub(crate) fn set(&mut self, name: &'static str, value: impl Value + Send + 'static) {
        self.values.push((name, Box::new(value)));
    }
}

impl Model for Overlay<'_> {
    fn fields(&self) -> Values<'_> {
        let mut fields = self.request.fields();
        for (name, value) in &self.values {
            let mut all = fields.schema.fields.iter();
            let place = all.position(|field| field.name == *name);
            if let Some(shown) = place.and_then(|place| fields.values.get_mut(place)) {
                *shown = &**value;
            }
        }
        fields
    }
}
