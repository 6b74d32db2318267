//! A small soak; `BENCHMARKS.md` has the large one.
//!
//! In: a few seeds. Out: whether every call ended as promised, over connections that are used again.

use alicloud_tests::soak::{Plan, soak};

#[tokio::test]
async fn calls_at_the_same_time_end_as_promised() {
    for (seed, percent) in [(1, 10), (2, 20), (3, 0)] {
        let plan = Plan {
            calls: 300,
            in_flight: 64,
            percent,
            seed,
        };
        let figures = soak(plan).await;
        let (count, told) = &figures.wrong;
        assert_eq!(*count, 0, "{}", told.join("\n"));
        assert!(figures.requests as u64 >= plan.calls, "{figures:?}");
        assert!(
            figures.connections <= plan.most_connections(&figures),
            "{figures:?}"
        );
        assert_eq!(figures.broken > 0, percent > 0, "{figures:?}");
    }
}
