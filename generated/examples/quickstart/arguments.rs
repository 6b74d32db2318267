//! The command line.
//!
//! In: words. Out: what to do, or every problem with them, each saying how to mend it.

use std::collections::BTreeMap;

use crate::tamper::Part;

pub(crate) const USAGE: &str = "\
Calls two operations through their generated clients and shows every step.

usage:
  quickstart                    both calls against an endpoint of this process; no key, no network
  quickstart --tamper PART      changes the signed request on the way: header, body, path or date
  quickstart --live LIVE        shows what would be sent to Alibaba Cloud; sends nothing
  quickstart --live LIVE --create --i-accept-charges
                                sends it: a real workspace and a real reference, which can cost money
  quickstart --help             this text

LIVE:
  --region REGION               region of both calls, such as cn-hangzhou
  --workspace-id ID             PAI workspace that the MaxCompute project is attached to
  --name NAME                   name of the MaxCompute project and of the new EMR workspace
                                (both may be left out while nothing is created)
  --group-name NAME             resource group of the project; the project's name if left out
  --oss-bucket PATH             bucket of the new EMR workspace, such as oss://my-bucket/; none if left out

Keys for --live come from ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET and, for
temporary keys, ALIBABA_CLOUD_SECURITY_TOKEN.";

/// What to do.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    Help,
    Walk,
    Tamper(Part),
    Live(Live),
}

/// What to send to Alibaba Cloud, or to show only.
#[derive(Debug, PartialEq)]
pub(crate) struct Live {
    pub(crate) region: String,
    pub(crate) workspace_id: String,
    pub(crate) name: String,
    pub(crate) group_name: String,
    pub(crate) oss_bucket: Option<String>,
    /// Whether both calls are sent.
    pub(crate) create: bool,
}

/// Every flag, and whether a value follows it.
const FLAGS: &[(&str, bool)] = &[
    ("--help", false),
    ("--tamper", true),
    ("--live", false),
    ("--create", false),
    ("--i-accept-charges", false),
    ("--region", true),
    ("--workspace-id", true),
    ("--name", true),
    ("--group-name", true),
    ("--oss-bucket", true),
];

/// Reads the words after the program's name.
pub(crate) fn parse(words: impl Iterator<Item = String>) -> Result<Command, Vec<String>> {
    let mut problems = Vec::new();
    let mut flags = collect(words, &mut problems);
    if flags.contains_key("--help") {
        return Ok(Command::Help);
    }
    let command = match (flags.remove("--live"), flags.remove("--tamper")) {
        (Some(_), Some(_)) => {
            problems
                .push("--live and --tamper do not go together: leave one of them out".to_owned());
            None
        }
        (Some(_), None) => live(&mut flags, &mut problems),
        (None, tamper) => {
            problems.extend(
                flags
                    .keys()
                    .map(|flag| format!("{flag} has no effect without --live: add --live")),
            );
            tamper.map_or(Some(Command::Walk), |part| {
                self::tamper(&part, &mut problems)
            })
        }
    };
    match command {
        Some(command) if problems.is_empty() => Ok(command),
        _ => Err(problems),
    }
}

/// Flags with their values; a flag without one has an empty value.
fn collect(
    words: impl Iterator<Item = String>,
    problems: &mut Vec<String>,
) -> BTreeMap<&'static str, String> {
    let mut words = words.peekable();
    let mut flags = BTreeMap::new();
    while let Some(word) = words.next() {
        let (name, attached) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        let name = if name == "-h" { "--help" } else { name };
        let Some((flag, takes_value)) = FLAGS.iter().find(|(flag, _)| *flag == name) else {
            problems.push(format!("{word} is unknown: --help lists what there is"));
            continue;
        };
        let following = if *takes_value {
            words.next_if(|word| attached.is_none() && !word.starts_with("--"))
        } else {
            None
        };
        let value = attached.or(following).unwrap_or_default();
        if *takes_value && value.is_empty() {
            problems.push(format!("{flag} needs a value: {flag} VALUE"));
        } else if !*takes_value && !value.is_empty() {
            problems.push(format!("{flag} takes no value: leave {value:?} out"));
        }
        if flags.insert(*flag, value).is_some() {
            problems.push(format!("{flag} is given twice: leave one out"));
        }
    }
    flags
}

fn tamper(part: &str, problems: &mut Vec<String>) -> Option<Command> {
    let found = Part::NAMED.iter().find(|(name, _)| *name == part);
    if found.is_none() && !part.is_empty() {
        problems.push(format!(
            "--tamper {part}: the parts are header, body, path and date"
        ));
    }
    found.map(|(_, part)| Command::Tamper(*part))
}

fn live(flags: &mut BTreeMap<&'static str, String>, problems: &mut Vec<String>) -> Option<Command> {
    let create = match (
        flags.contains_key("--create"),
        flags.contains_key("--i-accept-charges"),
    ) {
        (true, false) => {
            problems.push(
                "--create makes real resources that can cost money: add --i-accept-charges"
                    .to_owned(),
            );
            false
        }
        (false, true) => {
            problems.push(
                "--i-accept-charges has no effect without --create: add --create, or leave it out"
                    .to_owned(),
            );
            false
        }
        (both, _) => both,
    };
    let creates = flags.contains_key("--create");
    let mut needed = |flag: &'static str, shown: Option<&str>, what: &str| {
        let value = flags.remove(flag).or_else(|| shown.map(str::to_owned));
        if value.is_none() {
            let with = if flag == "--region" {
                "--live"
            } else {
                "--create"
            };
            problems.push(format!("{with} needs {flag}: {what}"));
        }
        value
    };
    // What is only shown needs no names of real things.
    let shown = |name| (!creates).then_some(name);
    let region = needed(
        "--region",
        None,
        "the region of both calls, such as cn-hangzhou",
    );
    let workspace_id = needed(
        "--workspace-id",
        shown("12345"),
        "the PAI workspace that the project is attached to",
    );
    let name = needed(
        "--name",
        shown("quickstart"),
        "the name of the MaxCompute project and of the new EMR workspace",
    );
    let (region, workspace_id, name) = (region?, workspace_id?, name?);
    Some(Command::Live(Live {
        group_name: flags.remove("--group-name").unwrap_or_else(|| name.clone()),
        oss_bucket: flags.remove("--oss-bucket"),
        region,
        workspace_id,
        name,
        create,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, Vec<String>> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn good_lines_are_understood() {
        let live = |create| {
            Command::Live(Live {
                region: "r".into(),
                workspace_id: "1".into(),
                name: "n".into(),
                group_name: "n".into(),
                oss_bucket: None,
                create,
            })
        };
        let table = [
            ("", Command::Walk),
            ("-h", Command::Help),
            ("--tamper nonsense --help", Command::Help),
            ("--tamper date", Command::Tamper(Part::Date)),
            ("--tamper=body", Command::Tamper(Part::Body)),
            ("--live --region r --workspace-id 1 --name n", live(false)),
            (
                "--live --region r",
                Command::Live(Live {
                    region: "r".into(),
                    workspace_id: "12345".into(),
                    name: "quickstart".into(),
                    group_name: "quickstart".into(),
                    oss_bucket: None,
                    create: false,
                }),
            ),
            (
                "--name=n --region=r --live --workspace-id=1 --create --i-accept-charges",
                live(true),
            ),
        ];
        for (line, expected) in table {
            assert_eq!(parsed(line), Ok(expected), "{line}");
        }
    }

    #[test]
    fn every_problem_is_named() {
        let table: [(&str, &[&str]); 10] = [
            ("--live", &["--live needs --region"]),
            (
                "--live --region r --workspace-id 1 --name n --create",
                &["add --i-accept-charges"],
            ),
            (
                "--live --region r --workspace-id 1 --name n --i-accept-charges",
                &["add --create"],
            ),
            (
                "--live --create",
                &[
                    "add --i-accept-charges",
                    "--region",
                    "--create needs --workspace-id",
                    "--create needs --name",
                ],
            ),
            (
                "--create --region r",
                &[
                    "--create has no effect without --live",
                    "--region has no effect without --live",
                ],
            ),
            ("--live --tamper body", &["leave one of them out"]),
            ("--tamper", &["--tamper needs a value"]),
            ("--tamper foot", &["--tamper foot: the parts are"]),
            ("--tamper body --tamper body", &["given twice"]),
            ("--lve now", &["--lve is unknown", "now is unknown"]),
        ];
        for (line, expected) in table {
            let problems = parsed(line).expect_err(line);
            assert_eq!(problems.len(), expected.len(), "{line}: {problems:?}");
            for (problem, expected) in problems.iter().zip(expected) {
                assert!(problem.contains(expected), "{line}: {problem}");
            }
        }
    }

    #[test]
    fn the_usage_names_every_flag() {
        for (flag, _) in FLAGS {
            assert!(USAGE.contains(flag), "{flag}");
        }
    }
}
