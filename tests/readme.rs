//! The program of the README, compiled as a reader would: its manifest, its `main.rs`.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where its preparation fails"
)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::{self, JoinHandle};

use alicloud_tests::scratch::{self, Scratch};

#[test]
fn the_program_of_the_readme_compiles() {
    let readme = fs::read_to_string(scratch::root().join("README.md")).unwrap();
    let scratch = Scratch::new("readme");
    let dependencies = block(&readme, "toml");
    let from_git = "git = \"file:///path/to/this/checkout\"";
    assert!(
        dependencies.contains(from_git),
        "the README installs from a checkout:\n{dependencies}"
    );
    let from_path = format!("path = {:?}", scratch::root().join("generated"));
    let manifest = format!(
        "[package]\nname = \"reader\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n{}",
        dependencies.replace(from_git, &from_path)
    );
    fs::write(scratch.path().join("Cargo.toml"), manifest).unwrap();
    fs::copy(
        scratch::root().join("Cargo.lock"),
        scratch.path().join("Cargo.lock"),
    )
    .unwrap();
    fs::create_dir(scratch.path().join("src")).unwrap();
    fs::write(scratch.path().join("src/main.rs"), block(&readme, "rust")).unwrap();
    let values = block(&readme, "rust,no_run");
    let values =
        format!("{values}\nfn main() {{\n    assert!(!is_usable(&Default::default()));\n}}\n");
    fs::create_dir(scratch.path().join("examples")).unwrap();
    fs::write(scratch.path().join("examples/values.rs"), values).unwrap();

    let outcome = scratch::cargo(scratch.path(), &["check", "--offline", "--examples"]);
    assert!(outcome.success, "{}", outcome.text);
    assert!(!outcome.text.contains("warning"), "{}", outcome.text);
}

#[test]
fn the_commands_of_the_readme_are_the_commands_of_ci() {
    let readme = fs::read_to_string(scratch::root().join("README.md")).unwrap();
    let ci = fs::read_to_string(scratch::root().join(".ci/run")).unwrap();
    let commands: Vec<&str> = block(&readme, "sh")
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .collect();
    assert_eq!(commands.len(), 2);
    for command in commands {
        assert!(ci.contains(command), "CI runs `{command}`");
    }
}

#[test]
fn the_readme_shows_an_error_as_it_is_printed() {
    use alicloud::Operation;
    use alicloud::aiworkspace::CreateWorkspaceResourceRequest;
    use alicloud::aiworkspace::create_workspace_resource::{CreationOption, Resource};

    let request = CreateWorkspaceResourceRequest::new(
        "12345",
        [Resource::new("my-project", "live", "12345")],
    )
    .option(CreationOption::Attach);
    let printed = request.validate().unwrap_err().to_string();
    let readme = fs::read_to_string(scratch::root().join("README.md")).unwrap();
    assert_eq!(block(&readme, "text").trim_end(), printed.trim_end());
}

#[test]
fn ten_lines_lead_from_downloaded_metadata_to_a_call() {
    let readme = fs::read_to_string(scratch::root().join("README.md")).unwrap();
    let (commands, program) = (block(&readme, "console"), block(&readme, "rust,ignore"));
    assert_eq!(commands.lines().count() + program.lines().count(), 10);
    let [download, generate, create, run] = commands.lines().collect::<Vec<_>>()[..] else {
        panic!("four commands:\n{commands}");
    };
    let file = "products/Vpc/versions/2016-04-28/api-docs.json?language=EN_US";
    assert!(download.starts_with("curl -fo api-docs.json ") && download.contains(file));

    let scratch = Scratch::new("ten lines");
    let checkout = scratch::root();
    let here = scratch.path();
    for metadata in metadata() {
        fs::copy(metadata, here.join("api-docs.json")).unwrap();
        let generate = generate.replace("api-docs.json", "\"$HERE/api-docs.json\"");
        shell(
            &checkout,
            here,
            &generate.replace("../network", "\"$HERE/network\""),
        );
        if !here.join("call").exists() {
            shell(&here.join("network"), here, create);
            fs::copy(checkout.join("Cargo.lock"), here.join("call/Cargo.lock")).unwrap();
        }
        let (address, server) = answering(ANSWER);
        // The one change: calls go to this machine.
        let mended = program.replace(
            "Config::from_env()?",
            &format!("Config::from_env()?.with_insecure_http_endpoint(\"{address}\")"),
        );
        assert_ne!(mended, program);
        fs::write(here.join("call/src/main.rs"), mended).unwrap();
        let printed = shell(&here.join("call"), here, run);
        let asked = server.join().unwrap();
        assert!(printed.contains("vpc-1"), "{printed}");
        assert!(
            asked
                .to_ascii_lowercase()
                .contains("x-acs-action: describevpcs"),
            "{asked}"
        );
    }
}

const ANSWER: &str = r#"{"RequestId":"r-1","TotalCount":1,"Vpcs":{"Vpc":[{"VpcId":"vpc-1"}]}}"#;

/// The file that the README downloads: a small one of ours, and the real one when it is there.
fn metadata() -> Vec<PathBuf> {
    let file = "vpc/2016-04-28/api-docs.json";
    let mut files = vec![scratch::root().join("tests/metadata").join(file)];
    match std::env::var_os("ALICLOUD_METADATA") {
        Some(folder) => files.push(PathBuf::from(folder).join(file)),
        None => println!("skipped: ALICLOUD_METADATA names no folder with the real {file}"),
    }
    files
}

/// Runs a command as a reader would, with credentials and without a network.
fn shell(folder: &Path, here: &Path, command: &str) -> String {
    let mut shell = Command::new("sh");
    if folder != scratch::root() {
        shell.env("CARGO_TARGET_DIR", scratch::target());
    }
    let output = shell
        .args(["-ec", command])
        .current_dir(folder)
        .env("HERE", here)
        .env("CARGO_NET_OFFLINE", "true")
        .env("ALIBABA_CLOUD_REGION_ID", "cn-hangzhou")
        .env("ALIBABA_CLOUD_ACCESS_KEY_ID", "id")
        .env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command}\n{said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A server that reads one request, answers it, and gives what it read.
fn answering(body: &'static str) -> (SocketAddr, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
        let head: Vec<String> = lines
            .by_ref()
            .map(|line| line.unwrap())
            .take_while(|line| !line.is_empty())
            .collect();
        let length = body.len();
        write!(
            stream,
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        )
        .unwrap();
        head.join("\n")
    });
    (address, server)
}

/// The first code block of a language.
fn block<'t>(text: &'t str, language: &str) -> &'t str {
    let start = format!("```{language}\n");
    let (_, rest) = text
        .split_once(&start)
        .unwrap_or_else(|| panic!("the README has a {language} block"));
    rest.split_once("```")
        .map(|(block, _)| block)
        .unwrap_or(rest)
}
