//! A program that calls ten operations of three products, in a release build, against one that calls none.
//!
//! Both make the three clients. What is built beforehand is everything but the two programs, so the difference is
//! what ten operations cost their user: code for them, and linking it.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::Failure;
use crate::arguments::Arguments;
use crate::cargo;
use crate::cut::{self, Space, Version, package, put};
use crate::methods::{self, Method};
use crate::process;
use crate::report::{Report, middle};
use crate::tree::Tree;

const ROUNDS: usize = 5;

/// Product and the beginning of the names of methods; what is not there is made up for from other products.
const WANTED: [(&str, &[&str]); 3] = [
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

/// What both programs begin with.
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
    let used = choose(tree, versions)?;
    let chosen: Vec<Version> = used.iter().map(|(version, _)| version.clone()).collect();
    let folder = arguments.work.join("program");
    let space = cut::write(&folder, tree, &chosen)?;
    let names = ["calls-none", "calls-ten"];
    for (name, calls) in names.iter().zip([false, true]) {
        write(&folder.join(name), name, &used, calls)?;
    }
    // One workspace: what both depend on is built once.
    let manifest = fs::read_to_string(folder.join("Cargo.toml"))?;
    let members = format!("members = [{:?}, {:?}, ", names[0], names[1]);
    put(
        &folder.join("Cargo.toml"),
        &manifest.replacen("members = [", &members, 1),
    )?;

    let mut spent = [Vec::new(), Vec::new()];
    for round in 0..=ROUNDS {
        for (name, spent) in names.iter().zip(&mut spent) {
            let cost = build(&space, name)?;
            // The first round builds the dependencies.
            if round > 0 {
                spent.push(cost);
            }
        }
    }
    let [none, ten] = spent.map(|costs| middle(costs.into_iter()));
    report.program(&used, none, ten);
    Ok(())
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
    for (product, names) in WANTED {
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
        if used.len() == WANTED.len() {
            break;
        }
        if used.iter().all(|(one, _)| one.product != version.product) {
            let mut methods = methods::of(tree, version)?;
            methods.truncate(WANTED[used.len()].1.len());
            used.push((version.clone(), methods));
        }
    }
    Ok(used)
}

fn write(folder: &Path, name: &str, used: &[Used], calls: bool) -> Result<(), Failure> {
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
        for method in methods.iter().filter(|_| calls) {
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
