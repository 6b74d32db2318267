//! Storms: many calls while every request is refused.
//!
//! In: a number of calls, one after another. Out: how many requests the service received.

use alicloud::RetryBudget;
use alicloud_tests::faults::answer::refusal;
use alicloud_tests::faults::clock::Clock;
use alicloud_tests::faults::harbour::{Kind, config, timed};
use alicloud_tests::faults::server::Server;
use alicloud_tests::specs::harbour::Client;

/// Calls, budget, requests that the service receives.
const STORMS: &[(u64, Option<u32>, usize)] = &[
    (10, None, 30),
    // The standard budget is 100 repeated attempts.
    (200, None, 300),
    (200, Some(7), 207),
    (200, Some(0), 200),
];

#[tokio::test]
async fn a_storm_is_answered_with_fewer_and_fewer_attempts() {
    for (status, code) in [("429 X", "Throttling"), ("503 X", "ServiceUnavailable")] {
        for (calls, budget, requests) in STORMS {
            let clock = Clock::new();
            let server = Server::start(&clock, move |_| refusal(status, "", code)).await;
            let mut config = config(&server.address, &clock);
            if let Some(attempts) = budget {
                config = config.with_retry_budget(RetryBudget::new(*attempts));
            }
            let client = Client::new(&config).expect("the config is good");
            for berth in 0..*calls {
                let (result, _) = timed(&clock, &client, Kind::Read, berth).await;
                assert!(result.is_err_and(|error| error.is_retryable()));
            }
            assert_eq!(
                server.requests(),
                *requests,
                "{status}, {calls} calls, {budget:?}"
            );
            assert_eq!(server.connections(), 1, "{status}");
        }
    }
}
