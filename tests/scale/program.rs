//! Programs that call ten operations of three products, in a release build, against one that calls none.
//!
//! All make the three clients. What is built beforehand is everything but the programs, so the difference is
//! what ten operations cost their user: code for them, and linking it. One program calls operations of middle size, the
//! other ten that everybody knows, with some of the largest there are among them.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::Failure;
use crate::arguments::Arguments;
use crate::cargo;
use crate::cut::{self, Space, Version, package, put};
use crate::methods::{self, Method};
use crate::process;
use crate::report::{self, Report};
use crate::tree::Tree;

const ROUNDS: usize = 5;

/// Product and names of methods that everybody knows; what is not there is made up for from other products.
const KNOWN: [(&str, &[&str]); 3] = [
    (
        "ecs",
        &[
            "run_instances",
            "describe_instances",
            "stop_instance",
            "create_disk",
        ],
    ),
    ("vpc", &["create_vpc", "describe_vpcs", "create_vswitch"]),
    ("ram", &["create_user", "list_users", "create_role"]),
];

/// What all programs begin with.
const MAIN: &str = "\
fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect(\"a runtime can be built\");
    let done = alicloud_core::Config::from_env().map(|config| runtime.block_on(run(&config)));
    println!(\"{done:?}\");
}

async fn run(config: &alicloud_core::Config) -> Result<(), alicloud_core::Error> {
";

/// A version and what is called of it.
type Used = (Version, Vec<Method>);

/// Measures.
pub(crate) fn run(
    arguments: &Arguments,
    tree: &Tree,
    versions: &[Version],
    report: &mut Report,
) -> Result<(), Failure> {
    let known = choose(tree, versions)?;
    let middle = known.iter().map(|(version, methods)| {
        let all = methods::of(tree, version)?;
        Ok((version.clone(), of_middle_size(all, methods.len())))
    });
    let middle = middle.collect::<Result<Vec<Used>, Failure>>()?;
    let chosen: Vec<Version> = known.iter().map(|(version, _)| version.clone()).collect();
    let none: Vec<Used> = chosen.iter().map(|one| (one.clone(), Vec::new())).collect();
    let folder = arguments.work.join("program");
    let space = cut::write(&folder, tree, &chosen)?;
    let names = ["calls-none", "calls-middle", "calls-known"];
    for (name, used) in names.iter().zip([&none, &middle, &known]) {
        write(&folder.join(name), name, used)?;
    }
    // One workspace: what all depend on is built once.
    let manifest = fs::read_to_string(folder.join("Cargo.toml"))?;
    let members = names.map(|name| format!("{name:?}, ")).concat();
    put(
        &folder.join("Cargo.toml"),
        &manifest.replacen("members = [", &format!("members = [{members}"), 1),
    )?;

    let mut spent = [const { Vec::new() }; 3];
    for round in 0..=ROUNDS {
        for (name, spent) in names.iter().zip(&mut spent) {
            let cost = build(&space, name)?;
            // The first round builds the dependencies.
            if round > 0 {
                spent.push(cost);
            }
        }
    }
    let [none, of_middle, of_known] = spent.map(|costs| report::middle(costs.into_iter()));
    report.program("operations of middle size", &middle, none, of_middle);
    report.program("well-known operations", &known, none, of_known);
    Ok(())
}

/// So many methods around the middle, when all are sorted by size.
fn of_middle_size(mut methods: Vec<Method>, count: usize) -> Vec<Method> {
    methods.sort_by(|one, other| (one.size, &one.name).cmp(&(other.size, &other.name)));
    let first = methods.len().saturating_sub(count) / 2;
    methods.into_iter().skip(first).take(count).collect()
}

/// CPU seconds of a fresh release build of one program.
fn build(space: &Space, name: &str) -> Result<f64, Failure> {
    let main = space.folder.join(name).join("src/main.rs");
    // Cargo looks at the time of a file, not at its text.
    fs::write(&main, fs::read(&main)?)?;
    let mut command = cargo::command(space, &cargo::log(space, "program"))?;
    let finished = process::succeed(command.args(["build", "--release", "-p", name]))?;
    Ok(finished.cost.cpu)
}

fn choose(tree: &Tree, versions: &[Version]) -> Result<Vec<Used>, Failure> {
    let mut used: Vec<Used> = Vec::new();
    for (product, names) in KNOWN {
        let Some(version) = versions.iter().rfind(|version| version.product == product) else {
            continue;
        };
        let mut methods = methods::of(tree, version)?;
        methods.retain(|method| names.contains(&method.name.as_str()));
        if methods.len() == names.len() {
            used.push((version.clone(), methods));
        }
    }
    let mut others: Vec<&Version> = versions.iter().collect();
    others.sort_by_key(|version| std::cmp::Reverse(version.operations));
    for version in others {
        if used.len() == KNOWN.len() {
            break;
        }
        if used.iter().all(|(one, _)| one.product != version.product) {
            let mut methods = methods::of(tree, version)?;
            methods.truncate(KNOWN[used.len()].1.len());
            used.push((version.clone(), methods));
        }
    }
    Ok(used)
}

fn write(folder: &Path, name: &str, used: &[Used]) -> Result<(), Failure> {
    let mut manifest = format!(
        "{}\n[dependencies]\nalicloud-core = {{ workspace = true, features = [\"transport\"] }}\n",
        package(name)
    );
    manifest += "tokio = { version = \"1\", default-features = false, features = [\"net\", \"rt\", \"time\"] }\n";
    let mut main = MAIN.to_owned();
    for (version, methods) in used {
        let krate = version.krate.replace('-', "_");
        let (product, module) = (&version.product, &version.module);
        writeln!(
            manifest,
            "{} = {{ path = \"../{}\" }}",
            version.krate, version.krate
        )?;
        writeln!(
            main,
            "    let {product} = {krate}::{module}::Client::new(config)?;"
        )?;
        writeln!(main, "    println!(\"{{{product}:?}}\");")?;
        for method in methods {
            let (name, request) = (&method.name, &method.request);
            writeln!(
                main,
                "    let request = {krate}::{module}::{request}::default();"
            )?;
            writeln!(
                main,
                "    println!(\"{{:?}}\", {product}.{name}(&request).await?.request_id());"
            )?;
        }
    }
    main += "    Ok(())\n}\n";
    put(&folder.join("Cargo.toml"), &manifest)?;
    put(&folder.join("src/main.rs"), &main)
}
