//! The models of a generated file: structures from their declaration and their table, enums from theirs.

use std::collections::BTreeMap;

use syn::{
    Expr, Fields, File, ImplItem, Item, ItemEnum, ItemImpl, ItemStruct, ItemUse, Lit, Stmt, Type,
    UseTree, Visibility,
};

/// Nothing of it is in the models.
const CLIENT: &str = "Client";
const RUNTIME: &str = "alicloud_core";

/// What a file declares.
#[derive(Debug, Default)]
pub(super) struct Models {
    pub(super) modules: Vec<String>,
    /// As they are written, without what only ours needs.
    pub(super) imports: Vec<String>,
    /// Whether the file is the one of a product version.
    pub(super) has_client: bool,
    pub(super) structures: Vec<Structure>,
    pub(super) enums: Vec<Enum>,
    pub(super) operations: Vec<Operation>,
}

/// An operation, by its types.
#[derive(Debug)]
pub(super) struct Operation {
    pub(super) request: String,
    pub(super) answer: String,
}

/// A structure.
#[derive(Debug)]
pub(super) struct Structure {
    pub(super) name: String,
    pub(super) members: Vec<Member>,
}

/// A member of a structure.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) wire: String,
    pub(super) kind: String,
}

/// The documented values of an open set.
#[derive(Debug)]
pub(super) struct Enum {
    pub(super) name: String,
    /// Variant and wire text.
    pub(super) values: Vec<(String, String)>,
}

/// Reads a file.
pub(super) fn read(file: &File) -> Result<Models, String> {
    let mut models = Models::default();
    let tables = Tables::of(file);
    for item in &file.items {
        match item {
            Item::Mod(module) => models.modules.push(module.ident.to_string()),
            Item::Use(item) => models.imports.extend(import(item)),
            Item::Struct(item) if item.ident == CLIENT => models.has_client = true,
            Item::Struct(item) => models.structures.push(structure(item, &tables)?),
            Item::Impl(item) => models.operations.extend(operation(item)),
            Item::Enum(item) => models.enums.push(enumeration(item, &tables)?),
            _ => {}
        }
    }
    Ok(models)
}

/// What stands about a type outside of its declaration.
#[derive(Default)]
struct Tables {
    /// Wire names by name of the table.
    schemas: BTreeMap<String, Vec<String>>,
    /// Table and members by name of the structure, members in the table's order.
    members: BTreeMap<String, (Table, Vec<String>)>,
    /// Wire texts by variant, by name of the enum.
    values: BTreeMap<String, BTreeMap<String, String>>,
}

/// Where the wire names of a structure stand.
enum Table {
    /// In a static of this name.
    Static(String),
    Here(Vec<String>),
}

impl Tables {
    fn of(file: &File) -> Self {
        let mut tables = Tables::default();
        for item in &file.items {
            match item {
                Item::Static(item) => {
                    if let Some(names) = wire_names(&item.expr) {
                        tables.schemas.insert(item.ident.to_string(), names);
                    }
                }
                Item::Impl(item) => tables.implementation(item),
                _ => {}
            }
        }
        tables
    }

    fn implementation(&mut self, item: &ItemImpl) {
        let Some(of) = last(&item.self_ty) else {
            return;
        };
        for inner in &item.items {
            let function = match inner {
                ImplItem::Fn(function) => function,
                ImplItem::Const(table) if table.ident == "VALUES" => {
                    self.values.insert(of.clone(), texts(&table.expr));
                    continue;
                }
                _ => continue,
            };
            let Some(Stmt::Expr(body, _)) = function.block.stmts.last() else {
                continue;
            };
            let name = function.sig.ident.to_string();
            if let ("fields" | "fields_mut", Some(found)) = (name.as_str(), handed_out(body)) {
                self.members.insert(of.clone(), found);
            }
        }
    }
}

fn structure(item: &ItemStruct, tables: &Tables) -> Result<Structure, String> {
    let name = item.ident.to_string();
    let found = tables.members.get(&name);
    let (table, members) = found.ok_or_else(|| format!("{name} hands out no fields"))?;
    let schema = match table {
        Table::Here(names) => Some(names),
        Table::Static(table) => tables.schemas.get(table),
    };
    let schema = schema.ok_or_else(|| format!("{name} has no table"))?;
    if schema.len() != members.len() {
        return Err(format!("{name}: table and members differ in length"));
    }
    let wires: BTreeMap<&String, &String> = members.iter().zip(schema).collect();
    let fields = match &item.fields {
        Fields::Named(fields) => fields.named.iter().collect(),
        _ => Vec::new(),
    };
    let member = |field: &syn::Field| {
        let ident = field
            .ident
            .as_ref()
            .ok_or("a member has a name")?
            .to_string();
        let wire = wires.get(&ident);
        let wire = wire.ok_or_else(|| format!("{name}.{ident} is not in its table"))?;
        Ok::<_, String>(Member {
            wire: (*wire).clone(),
            kind: kind(&field.ty),
            name: ident,
        })
    };
    let members = fields.into_iter().map(member).collect::<Result<_, _>>()?;
    Ok(Structure { name, members })
}

fn import(item: &ItemUse) -> Option<String> {
    let tree = names(&item.tree)?;
    let visible = match item.vis {
        Visibility::Inherited => "",
        _ => "pub ",
    };
    Some(format!("{visible}use {tree};"))
}

fn names(tree: &UseTree) -> Option<String> {
    match tree {
        UseTree::Path(path) if path.ident == RUNTIME => None,
        UseTree::Path(path) => Some(format!("{}::{}", path.ident, names(&path.tree)?)),
        UseTree::Name(name) => (name.ident != CLIENT).then(|| name.ident.to_string()),
        UseTree::Rename(name) => Some(format!("{} as {}", name.ident, name.rename)),
        UseTree::Glob(_) => Some("*".to_owned()),
        UseTree::Group(group) => {
            let names: Vec<String> = group.items.iter().filter_map(names).collect();
            Some(format!("{{{}}}", names.join(", ")))
        }
    }
}

/// The types of `impl rt::Operation for RunInstancesRequest { type Output = RunInstancesResponse; .. }`.
fn operation(item: &ItemImpl) -> Option<Operation> {
    let of = &item.trait_.as_ref()?.0.segments.last()?.ident;
    let answer = item.items.iter().find_map(|inner| match inner {
        ImplItem::Type(inner) if of == "Operation" => Some(kind(&inner.ty)),
        _ => None,
    });
    Some(Operation {
        request: last(&item.self_ty)?,
        answer: answer?,
    })
}

fn enumeration(item: &ItemEnum, tables: &Tables) -> Result<Enum, String> {
    let name = item.ident.to_string();
    let texts = tables.values.get(&name);
    let texts = texts.ok_or_else(|| format!("{name}: no wire texts"))?;
    let values = item.variants.iter().map(|variant| {
        let variant = variant.ident.to_string();
        let text = texts.get(&variant);
        let text = text.ok_or_else(|| format!("{name}::{variant} is not in its table"))?;
        Ok((variant, text.clone()))
    });
    let values = values.collect::<Result<_, String>>()?;
    Ok(Enum { name, values })
}

/// The names in a table, a line each behind that of the structure: `"Answer\n Name"`, or
/// `rt::Table::new("Request\n Name: query")` and what is said besides. A line that begins with `|` continues another.
fn wire_names(expr: &Expr) -> Option<Vec<String>> {
    let lines = match expr {
        Expr::MethodCall(call) => return wire_names(&call.receiver),
        Expr::Call(call) => text(call.args.first()?)?,
        table => text(table)?,
    };
    let lines = lines.lines().skip(1).map(str::trim_start);
    let lines = lines.filter(|line| !line.starts_with('|'));
    let name = |line: &str| {
        line.rsplit_once(": ")
            .map_or(line, |(name, _)| name)
            .to_owned()
    };
    Some(lines.filter(|line| !line.is_empty()).map(name).collect())
}

/// Table and members of `rt::Values::new(TABLE.schema(), [&self.one, &self.two])`, or of `rt::values` with a text.
/// Nothing where the table is that of the other direction.
fn handed_out(expr: &Expr) -> Option<(Table, Vec<String>)> {
    let Expr::Call(call) = expr else {
        return None;
    };
    let (table, members) = (call.args.first()?, call.args.get(1)?);
    let table = match table {
        Expr::MethodCall(call) => match &*call.receiver {
            Expr::Path(table) => Table::Static(table.path.segments.last()?.ident.to_string()),
            _ => return None,
        },
        text => Table::Here(wire_names(text)?),
    };
    let member = |expr: &Expr| match bare(expr) {
        Expr::Field(field) => match &field.member {
            syn::Member::Named(name) => Some(name.to_string()),
            syn::Member::Unnamed(_) => None,
        },
        _ => None,
    };
    Some((
        table,
        elements(members)?.map(member).collect::<Option<_>>()?,
    ))
}

/// The variants in a table: `&[("one", Self::One), ..]`.
fn texts(expr: &Expr) -> BTreeMap<String, String> {
    let value = |expr: &Expr| match expr {
        Expr::Tuple(pair) => match (pair.elems.first()?, pair.elems.get(1)?) {
            (known, Expr::Path(path)) => {
                Some((path.path.segments.last()?.ident.to_string(), text(known)?))
            }
            _ => None,
        },
        _ => None,
    };
    elements(expr)
        .into_iter()
        .flatten()
        .filter_map(value)
        .collect()
}

fn elements(expr: &Expr) -> Option<impl Iterator<Item = &Expr>> {
    match bare(expr) {
        Expr::Array(array) => Some(array.elems.iter()),
        _ => None,
    }
}

fn bare(expr: &Expr) -> &Expr {
    match expr {
        Expr::Reference(inner) => bare(&inner.expr),
        other => other,
    }
}

fn text(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

fn last(kind: &Type) -> Option<String> {
    match kind {
        Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
        _ => None,
    }
}

/// The type in a plain model: ours, but for what the runtime gives.
fn kind(kind: &Type) -> String {
    let Type::Path(path) = kind else {
        return "serde_json::Value".to_owned();
    };
    let names: Vec<String> = path
        .path
        .segments
        .iter()
        .map(|part| part.ident.to_string())
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let plain = match names.as_slice() {
        ["rt", "Json"] => "serde_json::Value".to_owned(),
        // Base64 in JSON.
        ["rt", "Bytes"] => "String".to_owned(),
        [.., "BTreeMap"] => "std::collections::BTreeMap".to_owned(),
        names => names.join("::"),
    };
    let inner = match path.path.segments.last().map(|part| &part.arguments) {
        Some(syn::PathArguments::AngleBracketed(inner)) => {
            inner.args.iter().filter_map(|inner| match inner {
                syn::GenericArgument::Type(inner) => Some(self::kind(inner)),
                _ => None,
            })
        }
        _ => return plain,
    };
    let inner = inner.collect::<Vec<_>>().join(", ");
    match names.as_slice() {
        // Its enum takes any text by itself.
        ["rt", "Open"] => inner,
        _ => format!("{plain}<{inner}>"),
    }
}
