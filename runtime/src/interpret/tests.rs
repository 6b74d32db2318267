use super::*;
use crate::fixture::{Account, CREATE};

fn answer(status: u16, headers: &[(&'static str, &str)]) -> Parts {
    let (mut parts, ()) = http::Response::new(()).into_parts();
    parts.status = StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        parts.headers.insert(*name, value.parse().unwrap());
    }
    parts
}

fn account(status: u16, headers: &[(&'static str, &str)], body: &str) -> Result<Account, Error> {
    let mut account = Account::default();
    interpret(
        &CREATE,
        &answer(status, headers),
        body.as_bytes(),
        &mut account,
    )
    .map(|()| account)
}

#[test]
fn a_success_is_decoded_and_an_empty_one_is_the_default() {
    assert_eq!(account(200, &[], r#"{"Name":"a"}"#).unwrap().name, "a");
    for (status, body) in [(200, ""), (202, "\n"), (204, ""), (204, "{broken")] {
        assert_eq!(account(status, &[], body).unwrap().name, "");
    }
}

#[test]
fn text_bytes_and_nothing_take_the_body_as_it_is() {
    let parts = answer(200, &[]);
    let mut text = String::new();
    interpret(&CREATE, &parts, "\u{feff}{\"é\":1}".as_bytes(), &mut text).unwrap();
    assert_eq!(text, "{\"é\":1}");
    assert_eq!(
        interpret(&CREATE, &parts, b"\xff", &mut text)
            .unwrap_err()
            .kind(),
        ErrorKind::Decode
    );
    let mut bytes = bytes::Bytes::new();
    interpret(&CREATE, &parts, b"\x00\xff\x01", &mut bytes).unwrap();
    assert_eq!(&bytes[..], b"\x00\xff\x01");
    interpret(&CREATE, &parts, b"<html>", &mut ()).unwrap();
}

#[test]
fn an_answer_that_is_not_what_the_page_says_keeps_everything() {
    let headers = [("content-type", "text/html"), ("x-acs-request-id", "r-1")];
    let table = [
        ("<html>ok</html>", None, "the answer is no JSON (text/html)"),
        (
            r#"{"Keys":[{"Id":[]}]}"#,
            Some("Keys[0].Id"),
            "the member Keys[0].Id of the answer cannot be read",
        ),
        ("[]", None, "the answer cannot be read"),
    ];
    for (body, member, what) in table {
        let error = account(200, &headers, body).map(|_| ()).unwrap_err();
        assert_eq!(
            (error.kind(), error.member()),
            (ErrorKind::Decode, member),
            "{body}"
        );
        assert_eq!(
            error.to_string(),
            format!("demo Create: {what} (HTTP 200, request id r-1)")
        );
        assert_eq!(error.body().unwrap(), body.as_bytes());
        assert!(std::error::Error::source(&error).is_some() && !error.is_retryable());
    }
}

#[test]
fn a_content_type_is_printed_harmlessly_and_may_be_missing() {
    let error = account(200, &[("content-type", "a\tb")], "x").map(|_| ());
    let text = error.unwrap_err().to_string();
    assert_eq!(
        text,
        r"demo Create: the answer is no JSON (a\tb) (HTTP 200)"
    );
    let error = account(200, &[], "x").map(|_| ()).unwrap_err().to_string();
    assert!(error.contains("is no JSON (no content type)"), "{error}");
}

#[test]
fn an_error_keeps_a_byte_order_mark() {
    let body = b"\xef\xbb\xbf\xff";
    let error = interpret(&CREATE, &answer(200, &[]), body, &mut String::new()).unwrap_err();
    assert_eq!(error.body().unwrap(), &body[..]);
}

#[test]
fn a_compressed_answer_is_named_unless_it_is_bytes_or_nothing() {
    let parts = answer(200, &[("content-encoding", "gzip")]);
    let outputs: [(&mut dyn Slot, bool); 5] = [
        (&mut Account::default(), false),
        (&mut String::new(), false),
        (&mut Vec::<String>::new(), false),
        (&mut bytes::Bytes::new(), true),
        (&mut (), true),
    ];
    for (output, expected) in outputs {
        let result = interpret(&CREATE, &parts, b"\x1f\x8b\x08", output);
        assert_eq!(result.is_ok(), expected);
        if let Err(error) = result {
            assert_eq!(error.kind(), ErrorKind::Decode);
            let text = error.to_string();
            assert!(text.contains("the answer is compressed (gzip)"), "{text}");
        }
    }
    let error = account(500, &[("content-encoding", "br")], "\u{1}").map(|_| ());
    let text = error.unwrap_err().to_string();
    assert!(text.contains("the body is compressed (br)"), "{text}");
}

#[test]
fn too_deep_an_answer_says_so() {
    let body = format!("{}{}", r#"{"Parent":"#.repeat(200), "}".repeat(200));
    let error = account(200, &[], &body).map(|_| ()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("nested too deeply"), "{error}");
    let body = format!("{}{}", "<Parent>".repeat(200), "</Parent>".repeat(200));
    let xml = [("content-type", "text/xml")];
    let error = account(200, &xml, &body).map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("nested too deeply"), "{error}");
}

#[test]
fn a_member_name_from_the_answer_is_printed_harmlessly() {
    let error = account(200, &[], r#"{"Tags":{"a\u001b[2J":[]}}"#)
        .map(|_| ())
        .unwrap_err();
    assert_eq!(error.member(), Some("Tags.a\u{1b}[2J"));
    assert!(error.to_string().contains(r"Tags.a\u{1b}[2J"), "{error}");
}

#[test]
fn a_status_that_is_no_answer_is_neither_a_redirect_nor_retryable() {
    for status in [100, 101, 199, 600, 999] {
        let error = account(status, &[], "").map(|_| ()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{status}");
        assert!(!error.is_retryable(), "{status}");
        assert!(
            error.to_string().contains(&format!("status {status}")),
            "{error}"
        );
    }
}

#[test]
fn a_code_inside_a_success_is_no_error() {
    assert!(account(200, &[], r#"{"code":"InternalError","success":false}"#).is_ok());
}

#[test]
fn a_redirect_names_its_location_and_is_not_followed() {
    let location = "http://user:canary@other.example.com/x?token=canary";
    let error = account(307, &[("location", location)], "{}")
        .map(|_| ())
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Redirect);
    let text = error.to_string();
    assert!(
        text.contains("http://other.example.com/x,") && !text.contains("canary"),
        "{text}"
    );
    assert_eq!(
        account(304, &[], "").map(|_| ()).unwrap_err().kind(),
        ErrorKind::Redirect
    );
}

#[test]
fn an_error_status_gives_what_the_service_said() {
    let body = r#"{"Code":"Throttling.User","Message":"slow down","RequestId":"r","Recommend":"https://e"}"#;
    let error = account(429, &[("x-ratelimit-user", "Limit:1,TimeLeft:2000")], body)
        .map(|_| ())
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(
        (error.code(), error.message()),
        (Some("Throttling.User"), Some("slow down"))
    );
    assert_eq!(
        (error.request_id(), error.recommend()),
        (Some("r"), Some("https://e"))
    );
    assert_eq!(error.retry_after(), Some(std::time::Duration::from_secs(2)));
    assert_eq!(error.operation(), Some("Create"));
    assert!(error.is_throttling() && error.is_retryable());
}

#[test]
fn an_answer_in_xml_is_decoded_like_json() {
    let xml = [("content-type", "text/xml;charset=utf-8")];
    let body =
        "<Result><Name>a</Name><Age>7</Age><Keys><Id>1</Id></Keys><Keys><Id>2</Id></Keys></Result>";
    let found = account(200, &xml, body).unwrap();
    assert_eq!(
        (found.name.as_str(), found.age, found.keys.len()),
        ("a", Some(7), 2)
    );
    let declared = format!("\u{feff}<?xml version=\"1.0\"?>{body}");
    assert_eq!(account(200, &[], &declared).unwrap().name, "a");

    let error = account(200, &xml, "<Result><Age>x</Age></Result>")
        .err()
        .unwrap();
    assert_eq!(
        (error.kind(), error.member()),
        (ErrorKind::Decode, Some("Age"))
    );
    for body in ["<Result>", "not XML", "<html><body>Login</body></html>"] {
        let error = account(200, &xml, body).err().unwrap();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        let text = error.to_string();
        assert!(text.contains("the answer is no XML (text/xml"), "{text}");
        assert!(std::error::Error::source(&error).is_some());
    }
    let page = account(200, &[("content-type", "text/html")], "<html/>")
        .err()
        .unwrap();
    assert!(page.to_string().contains("the answer is no JSON"), "{page}");
}
