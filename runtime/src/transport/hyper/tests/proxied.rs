//! Requests through proxies on the loopback interface.

use tokio::io::copy_bidirectional;
use tokio::sync::mpsc;

use super::trusted::{serve_tls, trusting};
use super::*;

/// A proxy that answers `CONNECT` with `answer` and then leads to this port, whatever host was asked for. Hands out
/// the heads it reads.
async fn tunnel(answer: &'static str, port: u16) -> (String, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (heads, received) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            heads.send(read_request(&mut stream, 0).await).unwrap();
            stream.write_all(answer.as_bytes()).await.unwrap();
            if answer.contains(" 200 ") {
                let mut target = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                copy_bidirectional(&mut stream, &mut target).await.ok();
            }
        }
    });
    (address, received)
}

#[tokio::test]
async fn tls_goes_through_a_tunnel_and_the_proxy_sees_the_host_alone() {
    let (port, mut requests) = serve_tls().await;
    let (address, mut asked) = tunnel("HTTP/1.1 200 Connection established\r\n\r\n", port).await;
    let proxy = Proxy::url(&format!("http://user:can%40ary@{address}")).unwrap();
    let transport = trusting().with_proxy(proxy);
    let secret = "https://service.test/secret?x=1".to_owned();
    let answer = transport.send(request(secret, "")).await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    // user:can@ary
    let expected = "CONNECT service.test:443 HTTP/1.1\r\nHost: service.test:443\r\n\
                    Proxy-Authorization: Basic dXNlcjpjYW5AYXJ5\r\n\r\n";
    assert_eq!(asked.recv().await.unwrap(), expected);
    let sent = requests.recv().await.unwrap();
    assert!(sent.starts_with("POST /secret?x=1 HTTP/1.1\r\n"), "{sent}");
    assert!(!sent.to_lowercase().contains("proxy-"), "{sent}");
}

#[tokio::test]
async fn plain_http_is_passed_on_with_the_whole_address() {
    const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
    let (address, server) = serve(&[OK, OK], 0).await;
    let transport = patient().with_proxy(Proxy::url(&format!("u:p@{address}")).unwrap());
    for _ in 0..2 {
        let to = "http://service.test:8080/a%2Fb?c=d".to_owned();
        let answer = transport.send(request(to, "")).await.unwrap();
        answer.into_body().collect().await.unwrap();
    }
    for sent in server.await.unwrap() {
        assert!(
            sent.starts_with("POST http://service.test:8080/a%2Fb?c=d HTTP/1.1\r\n"),
            "{sent}"
        );
        assert!(
            sent.contains("\r\nproxy-authorization: Basic dTpw\r\n"),
            "{sent}"
        );
        assert!(sent.contains("\r\nhost: service.test:8080\r\n"), "{sent}");
    }
}

#[tokio::test]
async fn a_host_that_is_an_exception_is_reached_straight() {
    let (address, server) = serve(&["HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"], 0).await;
    let proxy = Proxy::url("http://u:canary@127.0.0.1:1")
        .unwrap()
        .with_exceptions("127.0.0.0/8");
    let transport = patient().with_proxy(proxy);
    let to = format!("http://{address}/here");
    transport.send(request(to, "")).await.unwrap();
    let sent = server.await.unwrap().remove(0);
    assert!(
        sent.starts_with("POST /here HTTP/1.1\r\n") && !sent.contains("proxy"),
        "{sent}"
    );
}

#[tokio::test]
async fn a_proxy_that_does_not_let_through_is_a_connect_error_that_names_it() {
    let table = [
        (
            "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n",
            "proxy authorization required",
        ),
        ("HTTP/1.1 403 Forbidden\r\n\r\n", "unsuccessful"),
        ("SSH-2.0-OpenSSH_9.0\r\n\r\n", "unsuccessful"),
        ("", "unexpected end of file"),
    ];
    for (answer, expected) in table {
        let (address, _asked) = tunnel(answer, 0).await;
        let proxy = Proxy::url(&format!("http://user:canary@{address}")).unwrap();
        let transport = patient().with_proxy(proxy);
        let error = transport
            .send(request("https://service.test/".to_owned(), ""))
            .await
            .unwrap_err();
        let text = format!("{} {error:?} {transport:?}", chain(&error));
        assert!(error.is_connect() && text.contains(expected), "{text}");
        assert!(
            text.contains(&format!(
                "no connection through the proxy http://{address}/"
            )),
            "{text}"
        );
        assert!(
            !text.contains("canary") && !text.contains("Basic"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_a_connect_error_that_names_it() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    for scheme in ["http", "https"] {
        let proxy = Proxy::url(&format!("http://{address}")).unwrap();
        let to = format!("{scheme}://service.test/");
        let error = patient()
            .with_proxy(proxy)
            .send(request(to, ""))
            .await
            .unwrap_err();
        let text = chain(&error);
        assert!(
            error.is_connect() && text.contains(&format!("proxy http://{address}/")),
            "{text}"
        );
    }
}

#[tokio::test]
async fn the_proxy_itself_may_speak_tls() {
    let (port, mut requests) = serve_tls().await;
    let proxy = Proxy::url(&format!("https://localhost:{port}")).unwrap();
    let transport = trusting().with_proxy(proxy);
    let answer = transport
        .send(request("http://service.test/x".to_owned(), ""))
        .await
        .unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    let sent = requests.recv().await.unwrap();
    assert!(
        sent.starts_with("POST http://service.test/x HTTP/1.1\r\n"),
        "{sent}"
    );
}

#[tokio::test]
async fn a_refused_certificate_of_the_proxy_is_blamed_on_the_proxy() {
    let (port, _requests) = serve_tls().await;
    let proxy = Proxy::url(&format!("https://user:canary@localhost:{port}")).unwrap();
    let transport = patient().with_proxy(proxy);
    for scheme in ["http", "https"] {
        let to = format!("{scheme}://service.test/x");
        let error = transport.send(request(to, "")).await.unwrap_err();
        let text = chain(&error);
        assert!(error.is_untrusted(), "{text}");
        let reason = "that of the proxy localhost: it is from an authority that is not trusted";
        assert!(text.contains(reason) && !text.contains("canary"), "{text}");
    }
}

#[tokio::test]
async fn a_refused_certificate_behind_the_proxy_is_not() {
    let (port, _requests) = serve_tls().await;
    let (address, _asked) = tunnel("HTTP/1.1 200 OK\r\n\r\n", port).await;
    let transport = patient().with_proxy(Proxy::url(&address).unwrap());
    let to = "https://service.test/x".to_owned();
    let error = transport.send(request(to, "")).await.unwrap_err();
    let text = chain(&error);
    assert!(error.is_untrusted() && !text.contains("proxy"), "{text}");
}

#[tokio::test]
async fn the_connect_timeout_covers_a_proxy_that_says_nothing() {
    // The kernel accepts the connection; nobody ever answers.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let limit = Duration::from_secs(7);
    let transport = HyperTransport::new(limit)
        .with_timer(FakeTimer::firing(limit))
        .with_proxy(Proxy::url(&format!("http://{address}")).unwrap());
    let to = "https://service.test/".to_owned();
    let error = transport.send(request(to, "")).await.unwrap_err();
    assert!(
        error.is_connect() && error.is_timeout(),
        "{}",
        chain(&error)
    );
}
