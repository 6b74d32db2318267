//! Elements into slots.
//!
//! In: an element and the slot to fill. Out: the filled slot, or what could not be converted and where.
//! XML has nothing but text, so scalars are converted as leniently as text in JSON is; an empty element
//! stands for an absent value of any other kind; an element that the page does not know is skipped.

use std::collections::BTreeMap;

use super::Element;
use crate::decode::{Cursor, Failure, Fault, Put, Room, Scalar, Step, is_boxed, kind, position};
use crate::model::{ListMut, MapMut, ModelMut, Slot, Slots, Target};
use crate::schema::Schema;

/// Fills a slot from what stands inside `element`, within `room`.
pub(crate) fn fill(element: &Element, room: Room, slot: &mut dyn Slot) -> Result<(), Failure> {
    let mut cursor = Cursor::new(room);
    value(element, slot, &mut cursor, false).map_err(|what| Failure {
        path: cursor.path.to_string(),
        fault: Fault::Data,
        source: what.into(),
    })
}

/// A value that is `secret` is not quoted in messages.
fn value(
    element: &Element,
    slot: &mut dyn Slot,
    cursor: &mut Cursor,
    secret: bool,
) -> Result<(), String> {
    let has_children = !element.children.is_empty();
    let target = match has_children {
        true => slot.refill(),
        false => slot.target(),
    };
    let put = match target {
        Target::Nothing | Target::Unset => return Ok(()),
        Target::Json(json) => {
            let room = cursor.room.entry(element.json_size());
            room.map_err(|error| error.to_string())?;
            *json = element.to_json();
            return Ok(());
        }
        Target::Model(model) if has_children => return members(element, model, cursor, secret),
        Target::Map(map) if has_children => return keys(element, map, cursor, secret),
        Target::List(list) if has_children => {
            for (index, child) in element.children.iter().enumerate() {
                cursor.within(Step::Index(index), |cursor| {
                    entry(child, list, cursor, secret)
                })?;
            }
            return Ok(());
        }
        target if has_children => {
            return Err(format!(
                "found elements inside {}, expected {}",
                element.name,
                kind(&target)
            ));
        }
        target => {
            let is_text = matches!(target, Target::Text(_) | Target::Token(_));
            let text = if is_text {
                element.text.as_str()
            } else {
                element.text.trim()
            };
            (Scalar::Text(text).put(target), text)
        }
    };
    match put {
        (Put::Done, _) => Ok(()),
        (Put::Absent, _) => {
            slot.unset();
            Ok(())
        }
        (Put::Refused(expected), _) if secret => {
            Err(format!("found something else, expected {expected}"))
        }
        (Put::Refused(expected), text) => {
            let found = Scalar::Text(text);
            Err(format!("found {found}, expected {expected}"))
        }
    }
}

/// Elements of one name are one value: a list if one is declared, else the last of them counts.
fn keys(
    element: &Element,
    map: &mut dyn MapMut,
    cursor: &mut Cursor,
    secret: bool,
) -> Result<(), String> {
    let mut groups: BTreeMap<&str, Vec<&Element>> = BTreeMap::new();
    for child in &element.children {
        groups.entry(&child.name).or_default().push(child);
    }
    for (count, (name, group)) in groups.into_iter().enumerate() {
        let slot = cursor.insert(map, count, name.to_owned());
        let slot = slot.map_err(|error| error.to_string())?;
        cursor.within(Step::Key(name.to_owned()), |cursor| {
            for (index, child) in group.into_iter().enumerate() {
                match slot.target() {
                    Target::List(_) if child.is_blank() => {}
                    Target::List(list) => {
                        cursor.within(Step::Index(index), |cursor| {
                            entry(child, list, cursor, secret)
                        })?;
                    }
                    _ => value(child, slot, cursor, secret)?,
                }
            }
            Ok::<(), String>(())
        })?;
    }
    Ok(())
}

fn members(
    element: &Element,
    model: &mut dyn ModelMut,
    cursor: &mut Cursor,
    secret: bool,
) -> Result<(), String> {
    let is_boxed = is_boxed(model);
    let Slots { schema, mut slots } = model.fields_mut();
    cursor
        .structure(is_boxed, &slots)
        .map_err(|error| error.to_string())?;
    fields(element, schema, &mut slots, cursor, secret)
}

fn fields(
    element: &Element,
    schema: &'static Schema,
    slots: &mut [&mut dyn Slot],
    cursor: &mut Cursor,
    secret: bool,
) -> Result<(), String> {
    let mut next = 0;
    let mut counts = vec![0; slots.len()];
    for child in &element.children {
        let Some(index) = position(schema, &child.name, next) else {
            continue;
        };
        next = index;
        let slot = &mut *slots[index];
        let field = &schema.fields[index];
        let secret = secret || field.sensitive;
        cursor.within(Step::Member(field.name), |cursor| {
            let count = counts[index];
            let target = match count == 0 && !child.is_blank() {
                true => slot.refill(),
                false => slot.target(),
            };
            let Target::List(list) = target else {
                return value(child, slot, cursor, secret);
            };
            if child.is_blank() {
                return Ok(());
            }
            counts[index] += 1;
            cursor.within(Step::Index(count), |cursor| {
                entry(child, list, cursor, secret)
            })
        })?;
    }
    Ok(())
}

fn entry(
    element: &Element,
    list: &mut dyn ListMut,
    cursor: &mut Cursor,
    secret: bool,
) -> Result<(), String> {
    let slot = cursor.push(list).map_err(|error| error.to_string())?;
    value(element, slot, cursor, secret)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Json;
    use crate::fixture::{Account, Level};
    use crate::model::{Model, Slots, Values};
    use crate::schema::Field;
    use crate::xml::read;

    fn account(inside: &str) -> Result<Account, String> {
        let mut account = Account::default();
        let root = read(format!("<Root>{inside}</Root>").as_bytes()).unwrap();
        match fill(&root, Room::of(0), &mut account) {
            Ok(()) => Ok(account),
            Err(failure) => Err(format!("{}: {}", failure.path, failure.source)),
        }
    }

    #[test]
    fn every_kind_of_member_is_filled() {
        let account = account(
            "<Unknown><X/></Unknown><Name> a </Name><Age> 7 </Age><Ratio>0.5</Ratio><Active>TRUE</Active>\
             <Level>high</Level><Photo>AP8=</Photo><Keys><Id>1</Id></Keys><Keys><Id>2</Id></Keys>\
             <Tags><a>b</a></Tags><Extra><l>1</l><m><n>2</n><n>3</n></m></Extra>\
             <Parent><Name>p</Name></Parent>",
        )
        .unwrap();
        assert_eq!(account.name, " a ");
        assert_eq!(account.age, Some(7));
        assert_eq!(account.ratio, Some(0.5));
        assert_eq!(account.active, Some(true));
        assert_eq!(account.level, Some(Level::High.into()));
        assert_eq!(account.photo.as_deref(), Some(&[0, 255][..]));
        let ids: Vec<_> = account.keys.iter().map(|key| key.id.as_deref()).collect();
        assert_eq!(ids, [Some("1"), Some("2")]);
        assert_eq!(account.tags.unwrap()["a"], "b");
        assert_eq!(
            account.extra.unwrap()["m"],
            serde_json::json!({"n": ["2", "3"]})
        );
        assert_eq!(account.parent.unwrap().name, "p");
    }

    #[test]
    fn empty_elements_are_absent_values_and_empty_text() {
        let account = account("<Name/><Age/><Keys/><Tags> </Tags><Parent></Parent>").unwrap();
        assert_eq!((account.name.as_str(), account.age), ("", None));
        assert!(account.keys.is_empty() && account.tags.is_none() && account.parent.is_none());
    }

    #[test]
    fn what_cannot_be_converted_is_named_with_its_path() {
        let table = [
            (
                "<Age>x</Age>",
                "Age: found the text \"x\", expected a whole number of 64 bits",
            ),
            (
                "<Name><a/></Name>",
                "Name: found elements inside Name, expected text",
            ),
            (
                "<Keys><Id>1</Id></Keys><Keys>x</Keys>",
                "Keys[1]: found the text \"x\", expected an object",
            ),
            (
                "<Parent><Age>1.5</Age></Parent>",
                "Parent.Age: found the text \"1.5\", expected a whole number of 64 bits",
            ),
        ];
        for (inside, expected) in table {
            assert_eq!(account(inside).err().as_deref(), Some(expected));
        }
    }

    /// A secret number.
    struct Pin(Option<i64>);

    static PIN: Schema = Schema::new("Pin", &[Field::new("Code").sensitive()]);

    impl Model for Pin {
        fn fields(&self) -> Values<'_> {
            Values::new(&PIN, [&self.0])
        }
    }

    impl ModelMut for Pin {
        fn fields_mut(&mut self) -> Slots<'_> {
            Slots::new(&PIN, [&mut self.0])
        }
    }

    #[test]
    fn a_secret_is_not_quoted() {
        let root = read(b"<Pin><Code>canary</Code></Pin>").unwrap();
        let failure = fill(&root, Room::of(0), &mut Pin(None)).unwrap_err();
        assert_eq!(
            failure.source.to_string(),
            "found something else, expected a whole number of 64 bits"
        );
    }

    #[test]
    fn a_key_of_a_map_may_have_a_list() {
        let mut lists: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let document = b"<M><a>1</a><b>2</b><a>3</a><c/></M>";
        fill(&read(document).unwrap(), Room::of(0), &mut lists).unwrap();
        let expected = [("a", vec!["1", "3"]), ("b", vec!["2"]), ("c", vec![])];
        let lists: Vec<(&str, Vec<&str>)> = lists
            .iter()
            .map(|(key, list)| (key.as_str(), list.iter().map(String::as_str).collect()))
            .collect();
        assert_eq!(lists, expected);
        let mut last: BTreeMap<String, i64> = BTreeMap::new();
        fill(
            &read(b"<M><a>1</a><a>2</a></M>").unwrap(),
            Room::of(0),
            &mut last,
        )
        .unwrap();
        assert_eq!(last["a"], 2);
    }

    #[test]
    fn a_list_takes_the_elements_of_its_element() {
        let mut texts: Vec<String> = Vec::new();
        fill(
            &read(b"<L><a>1</a><b>2</b></L>").unwrap(),
            Room::of(0),
            &mut texts,
        )
        .unwrap();
        assert_eq!(texts, ["1", "2"]);
    }

    #[test]
    fn lists_and_maps_take_room() {
        let place = |document: &[u8], room, slot: &mut dyn Slot| {
            let failure = fill(&read(document).unwrap(), Room::exactly(room), slot).err();
            failure.map(|failure| failure.path)
        };
        let size = size_of::<i64>();
        let document = b"<L><a>1</a><a>2</a></L>";
        let mut list = Vec::<i64>::new();
        assert_eq!(place(document, 2 * size, &mut list), None);
        let refused = place(document, 2 * size - 1, &mut list);
        assert_eq!(refused.as_deref(), Some("[1]"));
        let size = size_of::<(String, i64)>();
        let document = b"<M><a>1</a><b>2</b></M>";
        let mut map = BTreeMap::<String, i64>::new();
        assert_eq!(place(document, 12 * size, &mut map), None);
        assert!(place(document, 12 * size - 1, &mut map).is_some());
        let size = 11 * size_of::<(String, Json)>();
        let document = b"<a><b/><c><d/></c></a>";
        let mut json = Json::Null;
        assert_eq!(place(document, 2 * size, &mut json), None);
        assert!(place(document, 2 * size - 1, &mut json).is_some());
    }
}
