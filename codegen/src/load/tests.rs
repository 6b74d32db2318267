//! What becomes of YAML, good and hostile.

use super::*;

fn run(text: &str) -> (Sources, String) {
    let mut diagnostics = Diagnostics::default();
    let sources = load(
        vec![("a.yaml".to_owned(), text.to_owned())],
        &mut diagnostics,
    );
    let rendered = diagnostics.render(&sources, false);
    (sources, rendered)
}

/// The tree in one line: scalars with the first letter of their kind.
fn show(node: &Node) -> String {
    match &node.value {
        Tree::Scalar { text, kind } => format!("{text}:{}", &format!("{kind:?}")[..1]),
        Tree::List(entries) => {
            format!(
                "[{}]",
                entries.iter().map(show).collect::<Vec<_>>().join(" ")
            )
        }
        Tree::Map(entries) => {
            let entries = entries
                .iter()
                .map(|(key, value)| format!("{}={}", show(key), show(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(" "))
        }
    }
}

#[test]
fn scalars_keep_the_form_in_which_they_are_written() {
    for (text, expected) in [
        (
            "a: 1.10\nb: true\nc: ~\nd:\n",
            "{a:T=1.10:N b:T=true:B c:T=~:N d:T=:N}",
        ),
        (
            "[0o17, 2014-05-26, 'true', \"1\", no, 3..=28]",
            "[0o17:N 2014-05-26:T true:T 1:T no:T 3..=28:T]",
        ),
        ("a: 1\na: 2\n", "{a:T=1:N a:T=2:N}"),
        ("1: a\n[b]: c\n", "{1:N=a:T [b:T]=c:T}"),
        ("a: &x { b: 1 }\nc: *x\n", "{a:T={b:T=1:N} c:T={b:T=1:N}}"),
        ("<<: { a: 1 }\n", "{<<:T={a:T=1:N}}"),
        ("\u{feff}a: 1\n", "{a:T=1:N}"),
        ("a: 1\r\nb:\r\n  - c\r\n", "{a:T=1:N b:T=[c:T]}"),
        ("a: |\n  x\n  y\n", "{a:T=x\ny\n:T}"),
        ("!!str 1", "1:T"),
        ("only", "only:T"),
        ("", ":N"),
        ("# nothing\n", ":N"),
        ("---\na: 1\n", "{a:T=1:N}"),
    ] {
        let (sources, rendered) = run(text);
        let root = sources
            .files()
            .next()
            .and_then(|file| file.root.as_ref().ok());
        assert_eq!(
            root.map(show).as_deref(),
            Some(expected),
            "{text:?}: {rendered}"
        );
    }
}

#[test]
fn what_is_no_yaml_says_where_and_why() {
    for (text, expected) in [
        (
            "a: 1\n\tb: 2\n",
            "error[yaml-syntax]: the file is not valid YAML: a tab cannot indent\n --> a.yaml:2:1",
        ),
        (
            "a: b: c\n",
            "error[yaml-syntax]: the file is not valid YAML: mapping values are not allowed in this context\n --> a.yaml:1:5",
        ),
        (
            "a: @b\n",
            "error[yaml-syntax]: the file is not valid YAML: found character that cannot start any token, while scanning for the next token\n --> a.yaml:1:4",
        ),
        (
            "é: [1\n",
            "error[yaml-syntax]: the file is not valid YAML: did not find expected ',' or ']', while parsing a flow sequence that starts in line 1\n --> a.yaml:1:7",
        ),
        (
            "a: *b\n",
            "error[yaml-syntax]: the file is not valid YAML: unknown anchor\n --> a.yaml:1:4",
        ),
        (
            "a: 1\n---\nb: 2\n",
            "error[yaml-syntax]: the file holds more than one YAML document\n --> a.yaml:2:1",
        ),
        (
            "a: !x 1\n",
            "error[yaml-tag]: a YAML tag (`!name`) has no meaning in a spec\n --> a.yaml:1:4",
        ),
        (
            "&a [*a]\n",
            "error[too-deep]: the file is nested too deep\n --> a.yaml:1:1",
        ),
    ] {
        let (sources, rendered) = run(text);
        assert!(rendered.starts_with(expected), "{text:?}: {rendered}");
        assert!(sources.files().all(|file| file.root.is_err()));
    }
}

#[test]
fn hostile_sizes_are_refused() {
    let bomb: String = (0..9).fold("a0: &a0 [x]\n".to_owned(), |text, level| {
        let next = level + 1;
        format!(
            "{text}a{next}: &a{next} [{}]\n",
            vec![format!("*a{level}"); 10].join(", ")
        )
    });
    for (text, code) in [
        ("[".repeat(100_000), "too-deep"),
        ("{a: ".repeat(100_000), "too-deep"),
        ("- ".repeat(100_000), "too-deep"),
        (
            format!("{}{}", "[".repeat(500), "]".repeat(500)),
            "too-deep",
        ),
        ("x".repeat(MAX_BYTES + 1), "file-too-large"),
        (bomb, "file-too-large"),
    ] {
        let (_, rendered) = run(&text);
        assert!(
            rendered.starts_with(&format!("error[{code}]")),
            "{:.60}: {:.200}",
            text,
            rendered
        );
    }
}

#[test]
fn brackets_inside_of_text_are_text() {
    let many = "[".repeat(50_000);
    for text in [
        format!("a: '{many}'\n"),
        format!("a: \"{many}\"\n"),
        format!("a: x{many}\n"),
        format!("a: |\n  {many}\n  {many}\n"),
        format!("# {many}\na: 1\n"),
    ] {
        let (sources, rendered) = run(&text);
        assert_eq!(rendered, "", "{text:.20}");
        assert!(sources.files().all(|file| file.root.is_ok()));
    }
}

#[test]
fn every_node_is_found_again() {
    let text = "é: 1\nb:\n  - 'x y'\n  - { c: d } # e\nf: &x\n  g: h\ni: *x\nj:\n";
    let (sources, rendered) = run(text);
    assert_eq!(rendered, "");
    let at = |node| At { file: 0, node };
    let seen: Vec<(usize, usize, &str)> = (0..18)
        .map(|node| sources.locate(at(node)))
        .map(|place| (place.line, place.column, &text[place.start..place.end]))
        .collect();
    let expected = [
        (1, 1, "é: 1"), // the root
        (1, 1, "é"),
        (1, 4, "1"),
        (2, 1, "b"),
        (3, 3, "- 'x y'"),
        (3, 5, "'x y'"),
        (4, 5, "{ c: d }"),
        (4, 7, "c"),
        (4, 10, "d"),
        (5, 1, "f"),
        (5, 4, "&x"),
        (6, 3, "g"),
        (6, 6, "h"),
        (7, 1, "i"),
        (5, 4, "&x"), // an alias is where its anchor is
        (6, 3, "g"),
        (6, 6, "h"),
        (8, 1, "j"),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn a_place_that_does_not_exist_is_the_start() {
    let (sources, _) = run("a: 1\n");
    assert_eq!(sources.locate(At { file: 7, node: 0 }), Location::default());
    assert_eq!(sources.locate(At { file: 0, node: 99 }).start, 0);
}
