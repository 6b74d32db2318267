//! Quirks that other passes decide about while they look for something else, and note by themselves.
//!
//! In: nothing. Out: lines for `QUIRKS.md` and the tests, so that these decisions are counted and tried like all
//! others.

use super::{Apply, Fixup, fixup};

pub(super) const TABLE: &[Fixup] = &[
    fixup(
        "host-trimmed",
        Apply::Noted,
        "a host ends in a tab or another white space, or has capitals",
        "read without them",
    ),
    fixup(
        "host-unreadable",
        Apply::Noted,
        "a host is no name of a host",
        "left out",
    ),
    fixup(
        "region-unreadable",
        Apply::Noted,
        "a region is no name of a region",
        "left out, with its hosts",
    ),
    fixup(
        "region-repeated",
        Apply::Noted,
        "a region is listed twice",
        "the first counts",
    ),
    fixup(
        "vpc-host-as-public",
        Apply::Noted,
        "the public host of a region is one inside a VPC",
        "it is the host inside the VPC; the public one follows the rule",
    ),
    fixup(
        "no-endpoints",
        Apply::Noted,
        "no endpoint is listed",
        "central rule",
    ),
    fixup(
        "callback-unreadable",
        Apply::Noted,
        "what to poll is no `Product::Version::Operation`",
        "no polling",
    ),
    fixup(
        "callback-missing",
        Apply::Noted,
        "what to poll is an operation that the product does not have",
        "no polling",
    ),
    fixup(
        "interval-in-seconds",
        Apply::Noted,
        "the interval of polling is below 60, which can only mean seconds",
        "read as seconds",
    ),
    fixup(
        "code-trimmed",
        Apply::Noted,
        "an error code has white space or characters that cannot be seen",
        "read without them",
    ),
    fixup(
        "code-unusable",
        Apply::Noted,
        "a sentence or nothing stands where an error code should be",
        "left out",
    ),
    fixup(
        "code-of-several-statuses",
        Apply::Noted,
        "an error code is listed under several statuses",
        "told once, without status",
    ),
    fixup(
        "status-unknown",
        Apply::Noted,
        "errors are listed under a status that HTTP does not have",
        "the codes stay, without status",
    ),
    fixup(
        "example-unreadable",
        Apply::Noted,
        "the example of an answer is no JSON",
        "left out",
    ),
    fixup(
        "example-too-long",
        Apply::Noted,
        "the example of an answer is longer than the page around it",
        "left out",
    ),
];
