//! Jobs on threads.
//!
//! In: jobs that know nothing of each other. Out: what each gives, in the order of the jobs, so that the number of threads
//! shows nowhere. There is no pool and no dependency: a run starts its threads once, with stacks for nested types.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Types of metadata may be nested deep, and every pass goes down into them.
const STACK: usize = 16 * 1024 * 1024;

/// Does all jobs on so many threads, the largest first, and gives the results in the order of the jobs.
pub(crate) fn run<J: Sync, T: Send>(
    jobs: &[J],
    threads: usize,
    size: impl Fn(&J) -> u64,
    work: impl Fn(&J) -> T + Sync,
) -> Vec<T> {
    let mut order: Vec<usize> = (0..jobs.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(size(&jobs[*index])));
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        while let Some(index) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((*index, work(&jobs[*index])));
        }
        done
    };
    let mut results = thread::scope(|scope| {
        let spawn = || {
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, worker)
        };
        // Where no thread can be had, the work is done here.
        let count = threads.clamp(1, jobs.len().max(1));
        let running: Vec<_> = (0..count).filter_map(|_| spawn().ok()).collect();
        let mut results = if running.is_empty() {
            worker()
        } else {
            Vec::new()
        };
        for thread in running {
            results.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        results
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        let jobs: Vec<u64> = (0..100).collect();
        for threads in [0, 1, 2, 7, 1000] {
            let done = run(&jobs, threads, |job| job % 10, |job| job * 2);
            assert_eq!(done, jobs.iter().map(|job| job * 2).collect::<Vec<_>>());
        }
        assert!(run(&[], 2, |_: &u64| 0, |_| ()).is_empty());
    }
}
