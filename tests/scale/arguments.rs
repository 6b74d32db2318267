//! Flags.

use std::path::{Path, PathBuf};

use crate::Failure;

const HELP: &str = "\
Measures import, generation and compilation of a whole catalogue. Needs Linux (/proc).

usage: scale --metadata DIR [flags]
       scale --specs DIR [flags]

  --metadata DIR   metadata, DIR/<product>/<version>/api-docs.json
  --versions FILE  only these of them: <product>/<version>, a line each
  --specs DIR      specs instead of metadata
  --seed TEXT      which product versions a sample holds: same text, same sample (default 0)
  --sample N       check N product versions instead of all
  --peers N        compare N of the checked ones with plain serde derives instead of all
  --only PARTS     generate, check, peer, program; separated by commas (default: all). Without generate, what the
                   last run generated is measured again
  --rounds N       generate N times on one thread and N times on two, and print the middle (default 3)
  --work DIR       where crates and build output go (default: target/scale)
  --out FILE       write the report there too; where FILE has the marks of a report, between them
";

/// What to measure, and on what.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) source: Source,
    pub(crate) seed: String,
    pub(crate) sample: Option<usize>,
    pub(crate) peers: Option<usize>,
    pub(crate) rounds: usize,
    pub(crate) work: PathBuf,
    pub(crate) out: Option<PathBuf>,
    parts: Vec<Part>,
}

/// What is generated from.
#[derive(Debug)]
pub(crate) enum Source {
    /// Files of metadata.
    Metadata(Vec<PathBuf>),
    /// A folder of specs.
    Specs(PathBuf),
}

/// A part of the measurement that can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Generate,
    Check,
    Peer,
    Program,
}

impl Arguments {
    /// Reads the command line.
    pub(crate) fn parse(given: impl Iterator<Item = String>) -> Result<Self, Failure> {
        let (mut metadata, mut versions, mut specs) = (None, None, None);
        let (mut seed, mut out) = ("0".to_owned(), None);
        let (mut sample, mut peers, mut rounds) = (None, None, 3);
        let mut work = alicloud_tests::scratch::target()
            .parent()
            .map(|target| target.join("scale"))
            .unwrap_or_default();
        let mut parts = vec![Part::Generate, Part::Check, Part::Peer, Part::Program];
        let mut given = given;
        while let Some(flag) = given.next() {
            if flag == "--help" || flag == "-h" {
                print!("{HELP}");
                std::process::exit(0);
            }
            let value = given
                .next()
                .ok_or_else(|| format!("{flag} needs a value; see --help"))?;
            match flag.as_str() {
                "--metadata" => metadata = Some(folder(&value)?),
                "--versions" => versions = Some(std::fs::read_to_string(value)?),
                "--specs" => specs = Some(folder(&value)?),
                "--seed" => seed = value,
                "--sample" => sample = Some(number(&flag, &value)?),
                "--peers" => peers = Some(number(&flag, &value)?),
                "--rounds" => rounds = number(&flag, &value)?.max(1),
                "--only" => parts = value.split(',').map(part).collect::<Result<_, _>>()?,
                "--work" => work = std::path::absolute(value)?,
                "--out" => out = Some(std::path::absolute(value)?),
                _ => return Err(format!("there is no flag {flag}; see --help").into()),
            }
        }
        let source = match (metadata, specs) {
            (Some(folder), None) => Source::Metadata(files(&folder, versions.as_deref())?),
            (None, Some(folder)) => Source::Specs(folder),
            _ => return Err("give either --metadata DIR or --specs DIR; see --help".into()),
        };
        Ok(Arguments {
            source,
            seed,
            sample,
            peers,
            rounds,
            work,
            out,
            parts,
        })
    }

    /// Whether a part is asked for.
    pub(crate) fn does(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }
}

fn folder(text: &str) -> Result<PathBuf, Failure> {
    std::fs::canonicalize(text)
        .map_err(|error| format!("the folder `{text}` cannot be read: {error}").into())
}

/// The metadata of the product versions that are listed, or of all.
fn files(folder: &Path, versions: Option<&str>) -> Result<Vec<PathBuf>, Failure> {
    let below = |folder: &Path| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let mut found: Vec<PathBuf> = match versions {
        Some(list) => list.lines().map(|line| folder.join(line)).collect(),
        None => below(folder)
            .iter()
            .flat_map(|product| below(product))
            .collect(),
    };
    found.sort();
    let files: Vec<PathBuf> = found
        .iter()
        .map(|version| version.join("api-docs.json"))
        .collect();
    let files = files
        .into_iter()
        .filter(|file| versions.is_some() || file.exists());
    let files: Vec<PathBuf> = files.collect();
    if files.is_empty() {
        return Err(format!(
            "{} holds no <product>/<version>/api-docs.json",
            folder.display()
        )
        .into());
    }
    match files.iter().find(|file| !file.exists()) {
        Some(file) => Err(format!("{} is not there", file.display()).into()),
        None => Ok(files),
    }
}

fn number(flag: &str, text: &str) -> Result<usize, Failure> {
    text.parse()
        .map_err(|_| format!("{flag} takes a whole number, not `{text}`").into())
}

fn part(text: &str) -> Result<Part, Failure> {
    Ok(match text {
        "generate" => Part::Generate,
        "check" => Part::Check,
        "peer" => Part::Peer,
        "program" => Part::Program,
        _ => {
            let wrong = format!("--only takes generate, check, peer and program, not `{text}`");
            return Err(wrong.into());
        }
    })
}
