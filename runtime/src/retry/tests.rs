//! Calls under a virtual clock, over a transport that follows a script.

mod calls;
mod happened;
mod observed;
mod policy;
mod sample;
mod skew;

use std::time::Duration;

use bytes::Bytes;

use crate::Config;
use crate::error::Error;
use crate::retry::RetryPolicy;
use crate::timer::testing::VirtualTimer;
use crate::transport::testing::Script;
