use super::*;
use crate::metadata::prose::sentence::words;

fn subject(subject: &Subject) -> &str {
    match subject {
        Subject::This => "this",
        Subject::Named(name) => name,
    }
}

fn shown(sentence: &str) -> Option<String> {
    let Statement { when, demand } = read(&words(sentence))?;
    let when = when.iter().map(|(of, test)| match test {
        Test::Is(values) => {
            let values: Vec<&str> = values.iter().map(|(text, _)| text.as_str()).collect();
            format!("{}={} ", subject(of), values.join("|"))
        }
        Test::Present => format!("+{} ", subject(of)),
        Test::Absent => format!("-{} ", subject(of)),
    });
    let (word, subjects) = match &demand {
        Demand::Require(subjects) => ("all", subjects),
        Demand::AtLeastOne(subjects) => ("some", subjects),
        Demand::ExactlyOne(subjects) => ("one", subjects),
        Demand::AtMostOne(subjects) => ("most", subjects),
    };
    let subjects: Vec<&str> = subjects.iter().map(subject).collect();
    Some(format!(
        "{}{word} {}",
        when.collect::<String>(),
        subjects.join(" ")
    ))
}

#[test]
fn sentences_that_are_wholly_understood() {
    for (sentence, expected) in [
        (
            "This parameter is required if Mode is set to Fast.",
            "Mode=Fast all this",
        ),
        (
            "This parameter is required when the **Mode** parameter is set to **A** or **B**.",
            "Mode=A|B all this",
        ),
        (
            ">  This parameter is required only if you set Mode to A, B, or C.",
            "Mode=A|B|C all this",
        ),
        (
            "If you set `Mode` to `A`, this parameter is required",
            "Mode=A all this",
        ),
        (
            "If Mode is set to A, you must specify this parameter.",
            "Mode=A all this",
        ),
        (
            "If you set this parameter to A, you must also specify Size.",
            "this=A all Size",
        ),
        ("When Mode is A, Size is required.", "Mode=A all Size"),
        ("Required when Mode is set to A (text).", "Mode=A all this"),
        (
            "This parameter takes effect and is required only when **Mode**.**Kind** is set to A.",
            "Mode.Kind=A all this",
        ),
        (
            "You must specify this parameter if Mode is set to A and Kind is set to B.",
            "Mode=A Kind=B all this",
        ),
        (
            "This parameter is required if Id is not specified.",
            "-Id all this",
        ),
        (
            "If you do not specify Id, you must specify Name.",
            "-Id all Name",
        ),
        (
            "This parameter is required if you specify the Id parameter.",
            "+Id all this",
        ),
        (
            "You must specify at least one of the Id and Name parameters.",
            "some Id Name",
        ),
        (
            "You must specify at least one of the following parameters: A, B, and C.",
            "some A B C",
        ),
        (
            "You must specify either this parameter or the Id parameter to tell which one is meant.",
            "some this Id",
        ),
        (
            "Either this parameter or Id must be specified.",
            "some this Id",
        ),
        ("You must specify Id or Name.", "some Id Name"),
        ("You must specify only one of Id and Name.", "one Id Name"),
        (
            "You must specify either Id or Name, but not both.",
            "one Id Name",
        ),
        (
            "You can specify only one of **Id** and **Name**.",
            "most Id Name",
        ),
        (
            "You cannot specify both Id and Name at the same time.",
            "most Id Name",
        ),
        ("Id and Name are mutually exclusive.", "most Id Name"),
        (
            "This field is mutually exclusive with `Id`.",
            "most this Id",
        ),
    ] {
        assert_eq!(shown(sentence).as_deref(), Some(expected), "{sentence}");
    }
}

#[test]
fn sentences_that_are_not() {
    for sentence in [
        "This parameter is required.",
        "This parameter is required if you want to create a thing.",
        "This parameter is required if Mode is set to A, and is ignored otherwise.",
        "This parameter is required unless Mode is set to A.",
        "This parameter is required if Mode is not set to A.",
        "This parameter is required if Mode is set to a value greater than 1.",
        "This parameter is required if Mode is set to A or Kind is set to B.",
        "This parameter takes effect only if Mode is set to A.",
        "This parameter is not required if Mode is set to A.",
        "You must specify the RAM role only if they differ.",
        "In most cases, this parameter is required.",
        "You must specify Id and Name.",
        "You must specify at least one of them.",
        "",
    ] {
        assert_eq!(shown(sentence), None, "{sentence}");
    }
}
