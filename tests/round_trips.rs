//! Calls over real connections: what a server may do, and what becomes of the call.
//!
//! In: a server that follows a script, and a generated client with the default transport. Out: the
//! promised answer or kind of error for each, without a wait on real time.

use alicloud::aiworkspace::{
    Client, CreateWorkspaceResourceRequest, CreateWorkspaceResourceResponse,
};
use alicloud::{Config, Credentials, Error, ErrorKind, Response, Validation};

#[path = "round_trips/server.rs"]
mod server;

use server::{SILENCE, Server, Step};

type Outcome = Result<Response<CreateWorkspaceResourceResponse>, Error>;

const ID: &str = "x-acs-request-id: from-header\r\n";

/// A gzip file that holds `{}`.
const GZIP: &[u8] = &[
    0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab, 0xae, 5, 0, 0x43, 0xbf, 0xa6, 0xa3, 2, 0, 0, 0,
];

fn write(bytes: impl AsRef<[u8]>) -> Step {
    Step::Write(bytes.as_ref().to_vec())
}

/// An answer in one piece; the connection stays open.
fn whole(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<Step> {
    let body = body.as_ref();
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{ID}{headers}content-length: {length}\r\n\r\n");
    vec![write([head.as_bytes(), body].concat())]
}

fn good() -> Vec<Step> {
    whole(
        "200 OK",
        "content-type: application/json\r\n",
        r#"{"TotalCount":1}"#,
    )
}

const CHUNKED: &str = "transfer-encoding: chunked\r\n";

fn head(headers: &str) -> Step {
    write(format!("HTTP/1.1 200 OK\r\n{ID}{headers}\r\n"))
}

fn chunk(bytes: &[u8]) -> Step {
    let size = format!("{:x}\r\n", bytes.len());
    write([size.as_bytes(), bytes, b"\r\n"].concat())
}

fn config(server: &Server) -> Config {
    Config::new("cn-hangzhou")
        .with_credentials(Credentials::access_key("id", "secret"))
        .with_insecure_http_endpoint(&server.address)
        .with_timer(server.timer.clone())
        .with_read_timeout(SILENCE)
        .with_max_response_size(100)
        .with_validation(Validation::Off)
}

async fn call(client: &Client) -> Outcome {
    let request = CreateWorkspaceResourceRequest::new("7", vec![]);
    client.create_workspace_resource(&request).await
}

/// Calls once and gives the error.
async fn failure(answer: Vec<Step>) -> Error {
    let server = Server::start([answer]).await;
    let client = Client::new(&config(&server)).expect("the config is good");
    let error = call(&client).await.expect_err("the answer is bad");
    assert_eq!(server.asked().len(), 1, "a call is sent once");
    error
}

/// Calls once for each answer, with one client; gives the numbers of the connections.
async fn connections(answers: Vec<Vec<Step>>) -> (Vec<Outcome>, Vec<usize>) {
    let calls = answers.len();
    let server = Server::start(answers).await;
    let client = Client::new(&config(&server)).expect("the config is good");
    let mut outcomes = Vec::new();
    for _ in 0..calls {
        outcomes.push(call(&client).await);
    }
    let asked = server.asked().into_iter().map(|(connection, _)| connection);
    (outcomes, asked.collect())
}

#[track_caller]
fn assert_kind(error: &Error, kind: ErrorKind, status: Option<u16>, is_retryable: bool) {
    assert_eq!(error.kind(), kind, "{error:?}");
    assert_eq!(error.status().map(|status| status.as_u16()), status);
    assert_eq!(error.is_retryable(), is_retryable, "{error:?}");
    // Whoever has the head of an answer has the request id.
    assert_eq!(error.request_id(), status.map(|_| "from-header"));
}

#[tokio::test]
async fn calls_one_after_another_use_one_connection() {
    let denied = whole("403 Forbidden", "", r#"{"Code":"NoPermission"}"#);
    let empty = vec![write(format!("HTTP/1.1 204 No Content\r\n{ID}\r\n"))];
    let chunked = vec![head(CHUNKED), chunk(b"{}"), write("0\r\n\r\n")];
    let (outcomes, used) = connections(vec![good(), denied, empty, chunked, good()]).await;
    let are_good: Vec<bool> = outcomes.iter().map(Result::is_ok).collect();
    assert_eq!(are_good, [true, false, true, true, true]);
    assert_eq!(used, [0; 5]);
}

#[tokio::test]
async fn a_connection_that_the_server_gives_up_is_replaced() {
    let mut last = whole("200 OK", "connection: close\r\n", "{}");
    last.push(Step::Close);
    let (outcomes, used) = connections(vec![last, good()]).await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert_eq!(used, [0, 1]);
}

#[tokio::test]
async fn chunks_may_end_anywhere_and_have_extensions_and_trailers() {
    let body = r#"{"RequestId":"工作"}"#.as_bytes();
    let mut answer = vec![head(CHUNKED)];
    answer.extend(body.chunks(1).map(chunk));
    answer.push(write("0;more=yes\r\nx-later: 1\r\n\r\n"));
    let (mut outcomes, _) = connections(vec![answer]).await;
    let response = outcomes.remove(0).expect("the answer is whole");
    assert_eq!(response.request_id(), Some("工作"));
    assert_eq!(response.raw(), body);
}

#[tokio::test]
async fn what_comes_before_the_answer_is_not_the_answer() {
    let mut answer = vec![write(
        "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n",
    )];
    answer.extend(good());
    let (outcomes, _) = connections(vec![answer]).await;
    assert_eq!(
        outcomes[0].as_ref().expect("a success").total_count,
        Some(1)
    );
}

#[tokio::test]
async fn a_slow_answer_is_waited_for_as_long_as_it_goes_on() {
    let pieces = [r#"{"Reques"#, r#"tId":""#, "slow", r#""}"#];
    let mut answer = vec![Step::Pause, head("content-length: 20\r\n")];
    for piece in pieces {
        answer.extend([Step::Pause, write(piece)]);
    }
    let (outcomes, _) = connections(vec![answer]).await;
    let response = outcomes[0].as_ref().expect("the answer is whole");
    assert_eq!(response.request_id(), Some("slow"));
}

#[tokio::test]
async fn silence_is_a_timeout_and_after_the_head_no_reason_to_try_again() {
    let before = failure(vec![Step::RunOut]).await;
    assert_kind(&before, ErrorKind::Timeout, None, true);
    let head_and_piece = || {
        vec![
            Step::Pause,
            head("content-length: 9\r\n"),
            Step::Pause,
            write("{"),
        ]
    };
    let mut answer = head_and_piece();
    answer.push(Step::RunOut);
    let within = failure(answer).await;
    assert_kind(&within, ErrorKind::Timeout, Some(200), false);
    assert!(within.to_string().contains("silent for 7 s"), "{within}");
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_no_answer() {
    let cut = |steps: Vec<Step>| steps.into_iter().chain([Step::Close]).collect::<Vec<_>>();
    for answer in [vec![], vec![write("HTTP/1.1 200 OK\r\nx-acs-req")]] {
        assert_kind(
            &failure(cut(answer)).await,
            ErrorKind::Transport,
            None,
            true,
        );
    }
    // The second of these would be a whole document.
    let within = [
        vec![head("content-length: 9\r\n"), write("{")],
        vec![head("content-length: 9\r\n"), write("{}")],
        vec![head(CHUNKED), chunk(b"{")],
        vec![head(CHUNKED), chunk(b"{}")],
        vec![head(CHUNKED), chunk(b"{}"), write("0\r\n")],
        vec![head(CHUNKED), write("zz\r\n{}\r\n0\r\n\r\n")],
    ];
    for (index, answer) in within.into_iter().enumerate() {
        let error = failure(cut(answer)).await;
        assert_kind(&error, ErrorKind::Transport, Some(200), false);
        assert!(error.to_string().contains("broke off"), "{index}: {error}");
    }
}

#[tokio::test]
async fn without_a_length_the_end_of_the_connection_is_the_end_of_the_answer() {
    let answer = vec![head(""), write("{}"), Step::Close];
    let (outcomes, used) = connections(vec![answer, good()]).await;
    assert!(outcomes.iter().all(Result::is_ok), "{outcomes:?}");
    assert_eq!(used, [0, 1]);
}

#[tokio::test]
async fn an_answer_that_is_too_large_is_given_up_and_its_connection_too() {
    let fits = |count: usize| [b"{}".to_vec(), vec![b' '; count - 2]].concat();
    let announced = || vec![head("content-length: 101\r\n")];
    let found = || vec![head(CHUNKED), chunk(&fits(60)), chunk(&fits(41))];
    let endless = || vec![head(""), write(fits(101))];
    for answer in [announced(), found(), endless()] {
        let error = failure(answer).await;
        assert_kind(&error, ErrorKind::TooLarge, Some(200), false);
        assert!(error.to_string().contains("100 bytes"), "{error}");
    }
    let (outcomes, used) = connections(vec![found(), whole("200 OK", "", fits(100))]).await;
    assert!(
        outcomes[0].is_err() && outcomes[1].is_ok(),
        "{:?}",
        outcomes[1]
    );
    assert_eq!(used, [0, 1]);
}

#[tokio::test]
async fn a_compressed_answer_is_an_error_that_says_so() {
    let success = whole("200 OK", "content-encoding: gzip\r\n", GZIP);
    let error = failure(success).await;
    assert_kind(&error, ErrorKind::Decode, Some(200), false);
    let text = error.to_string();
    assert!(text.contains("the answer is compressed (gzip)"), "{text}");
    assert_eq!(error.body().expect("the answer is kept"), GZIP);

    let refusal = whole("400 Bad Request", "content-encoding: gzip\r\n", GZIP);
    let error = failure(refusal).await;
    assert_kind(&error, ErrorKind::Service, Some(400), false);
    let text = error.to_string();
    assert!(text.contains("the body is compressed (gzip)"), "{text}");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let there = whole("307 Temporary Redirect", "location: /elsewhere\r\n", "");
    let error = failure(there).await;
    assert_kind(&error, ErrorKind::Redirect, Some(307), false);
}

#[tokio::test]
async fn what_is_no_http_is_no_answer() {
    let many: String = (0..1000).map(|n| format!("x-{n}: 1\r\n")).collect();
    let table = [
        "SSH-2.0-OpenSSH_9.0\r\n".to_owned(),
        "HTTP/1.1 abc\r\n\r\n".to_owned(),
        format!("HTTP/1.1 200 OK\r\n{many}\r\n"),
        "HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n".to_owned(),
    ];
    for text in table {
        let error = failure(vec![write(&text), Step::Close]).await;
        assert_kind(&error, ErrorKind::Transport, None, true);
    }
}
