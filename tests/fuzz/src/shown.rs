//! What an error may print.
//!
//! In: an error. Out: nothing, or a panic if its text could command a terminal, fake a line or grow
//! without bound.

use alicloud_core::Error;

/// Prints the error in every way and reads all that it answers.
pub fn check(error: &Error) {
    let display = error.to_string();
    let lines: Vec<&str> = display.split('\n').collect();
    assert!(lines.len() <= 2, "more lines than two: {display:?}");
    assert!(
        lines.get(1).is_none_or(|line| line.starts_with("hint: ")),
        "a second line that is no hint: {display:?}"
    );
    assert!(!lines.iter().any(|line| is_obeyed(line)), "{display:?}");

    let debug = format!("{error:?}");
    let causes = debug.strip_prefix(&display).expect("the text comes first");
    for line in causes.split('\n').skip(1) {
        assert!(line.starts_with("caused by: "), "{debug:?}");
        assert!(!is_obeyed(line), "{debug:?}");
    }
    let parts = format!("{error:#?}");
    assert!(!parts.split('\n').any(is_obeyed), "{parts:?}");

    // An error keeps 64 KiB of a body, and a character is ten of output at most.
    assert!(display.len() <= 4 * 1024 * 1024, "{} bytes", display.len());
    let wait = error.retry_after().unwrap_or_default();
    assert!(wait.as_secs() <= 24 * 60 * 60, "a wait of {wait:?}");
    let answers = [
        error.is_retryable(),
        error.is_access_denied(),
        error.is_bad_credentials(),
        error.is_clock_skew(),
        error.is_throttling(),
    ];
    assert!(!answers[4] || answers[0], "throttling is always retryable");
}

fn is_obeyed(text: &str) -> bool {
    text.chars()
        .any(|character| character.is_control() || ('\u{202a}'..='\u{202e}').contains(&character))
}
