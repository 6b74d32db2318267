//! The account of an import as JSON: what the metadata holds and where everything went.
//!
//! For each product and in total: operations seen = generated + refused; parameters and fields seen = generated +
//! merged + dropped; every decision with its code and place; and how many sentences say what a spec can say (`seen`),
//! became part of it (`captured`), or only repeat what the metadata has as data (`told`).

use serde_json::{Value, json};

use crate::metadata::{Action, Ledger, Share, Tally};

/// The account of all files, sorted by product.
pub(super) fn account(ledgers: &[&Ledger]) -> String {
    let mut sorted = ledgers.to_vec();
    sorted.sort_by(|a, b| a.product.cmp(&b.product));
    let mut total = Ledger::default();
    for ledger in &sorted {
        add(&mut total.operations, ledger.operations);
        add(&mut total.parameters, ledger.parameters);
        add(&mut total.fields, ledger.fields);
        total.told.add(&ledger.told);
    }
    let products: Vec<Value> = sorted.iter().map(|ledger| product(ledger)).collect();
    let mut total = tallies(&total);
    total["products"] = json!(sorted.len());
    let account = json!({ "total": total, "products": products });
    let text = serde_json::to_string_pretty(&account);
    text.expect("maps with text keys can be written") + "\n"
}

fn product(ledger: &Ledger) -> Value {
    let mut account = tallies(ledger);
    account["product"] = json!(ledger.product);
    let events = ledger.events.iter().map(|event| {
        json!({
            "code": event.code,
            "action": action(event.action),
            "place": event.place,
            "count": event.count,
            "note": event.note,
        })
    });
    account["events"] = events.collect();
    account
}

fn tallies(ledger: &Ledger) -> Value {
    let fields = |tally: Tally| {
        json!({
            "seen": tally.seen,
            "generated": tally.generated,
            "merged": tally.merged,
            "dropped": tally.dropped,
        })
    };
    let operations = ledger.operations;
    json!({
        "operations": {
            "seen": operations.seen,
            "generated": operations.generated,
            "refused": operations.dropped,
        },
        "parameters": fields(ledger.parameters),
        "fields": fields(ledger.fields),
        "sentences": sentences(ledger),
    })
}

fn sentences(ledger: &Ledger) -> Value {
    let told = &ledger.told;
    let share = |share: Share| {
        json!({
            "seen": share.seen,
            "captured": share.captured,
            "told": share.told,
        })
    };
    json!({
        "valid_values": share(told.values),
        "value_titles": share(told.titles),
        "required_if": share(told.required),
        "only_when": share(told.only),
        "one_of": share(told.choice),
    })
}

fn action(action: Action) -> &'static str {
    match action {
        Action::Refused => "refused",
        Action::Merged => "merged",
        Action::Dropped => "dropped",
        Action::Changed => "changed",
        Action::Kept => "kept",
    }
}

fn add(total: &mut Tally, more: Tally) {
    total.seen += more.seen;
    total.generated += more.generated;
    total.merged += more.merged;
    total.dropped += more.dropped;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_of_all_products_and_events_of_each() {
        let tally = |seen| Tally {
            seen,
            generated: seen - 1,
            merged: 0,
            dropped: 1,
        };
        let ledger = |product: &str, seen| {
            let mut ledger = Ledger {
                product: product.to_owned(),
                operations: tally(seen),
                fields: tally(10 * seen),
                ..Ledger::default()
            };
            ledger.note("odd", Action::Dropped, "apis.A", 1, "said twice");
            ledger
        };
        let text = account(&[&ledger("b/1", 2), &ledger("a/1", 3)]);
        let read: Value = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!(
            read["total"]["operations"],
            json!({ "seen": 5, "generated": 3, "refused": 2 })
        );
        assert_eq!(read["total"]["fields"]["generated"], 48);
        assert_eq!(read["total"]["products"], 2);
        assert_eq!(read["products"][0]["product"], "a/1");
        let event = json!({ "code": "odd", "action": "dropped", "place": "apis.A", "count": 1, "note": "said twice" });
        assert_eq!(read["products"][1]["events"], json!([event]));
    }
}
