//! What a subscriber of `tracing` sees, for tests.

use std::sync::{Arc, Mutex};

use tracing::span;

/// Keeps the text of every span and event: one line for each field, with the number of its span in front.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    text: String,
    spans: u64,
    entered: Vec<u64>,
}

/// Writes the fields of one span or event.
struct Fields<'a>(&'a Log, u64);

impl tracing::field::Visit for Fields<'_> {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        self.0.line(&format!("{} {field}={value:?}", self.1));
    }
}

impl tracing::Subscriber for Log {
    fn enabled(&self, _metadata: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &span::Attributes<'_>) -> span::Id {
        let (number, parent) = {
            let mut state = self.0.lock().unwrap();
            state.spans += 1;
            (state.spans, state.entered.last().copied().unwrap_or(0))
        };
        let name = span.metadata().name();
        self.line(&format!("{number} is {name} in {parent}"));
        span.record(&mut Fields(self, number));
        span::Id::from_u64(number)
    }

    fn record(&self, span: &span::Id, values: &span::Record<'_>) {
        values.record(&mut Fields(self, span.into_u64()));
    }

    fn event(&self, event: &tracing::Event<'_>) {
        let parent = event.parent().map_or(0, span::Id::into_u64);
        event.record(&mut Fields(self, parent));
    }

    fn record_follows_from(&self, _span: &span::Id, _follows: &span::Id) {}

    fn enter(&self, span: &span::Id) {
        self.0.lock().unwrap().entered.push(span.into_u64());
    }

    fn exit(&self, _span: &span::Id) {
        self.0.lock().unwrap().entered.pop();
    }
}

impl Log {
    /// What `work` gives, and the log of it. No other thread writes into it.
    pub(crate) fn of<T>(work: impl FnOnce() -> T) -> (T, String) {
        let log = Log::default();
        // With a single dispatcher, a callsite that another test reaches first is switched off for good.
        let _second = tracing::Dispatch::new(log.clone());
        let output = tracing::subscriber::with_default(log.clone(), work);
        let text = log.0.lock().unwrap().text.clone();
        (output, text)
    }

    fn line(&self, line: &str) {
        let mut state = self.0.lock().unwrap();
        state.text.push_str(line);
        state.text.push('\n');
    }
}
