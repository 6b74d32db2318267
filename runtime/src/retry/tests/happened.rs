//! What an error says of the attempts before the last.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::sample::{Kind, call, config};
use super::*;
use crate::credentials::{Credentials, CredentialsError, ProvideCredentials};
use crate::error::ErrorKind;
use crate::transport::testing::Line::{self, *};

/// Has keys once.
struct Once(AtomicBool);

impl ProvideCredentials for Once {
    fn credentials(&self) -> crate::BoxFuture<'_, Result<Credentials, CredentialsError>> {
        let keys = match self.0.swap(true, Ordering::Relaxed) {
            false => Ok(Credentials::access_key("id", "canary")),
            true => Err(CredentialsError::new("gone")),
        };
        Box::pin(std::future::ready(keys))
    }
}

#[test]
fn keys_that_are_gone_do_not_hide_a_write_that_was_sent() {
    let throttled = Answer(429, &[], r#"{"Code":"Throttling.User"}"#);
    let table: [(Line, bool); 4] = [
        (Refused, true),
        (throttled, true),
        (Reset, false),
        (Answer(503, &[], "{}"), false),
    ];
    for (line, never_happened) in table {
        let timer = VirtualTimer::new();
        let script = Script::new(&timer, &[line]);
        let config =
            config(&timer, &script).with_credentials(Arc::new(Once(AtomicBool::default())));
        let error = timer.drive(call(&config, Kind::Tokened)).unwrap_err();
        let found = (error.kind(), error.attempts(), error.never_happened());
        assert_eq!(found, (ErrorKind::Credentials, 1, never_happened));
        let text = error.to_string();
        let is_told = text.ends_with("; an earlier attempt may have been carried out");
        assert_eq!(is_told, !never_happened, "{text}");
    }
}
