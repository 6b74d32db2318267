//! Elements into slots.
//!
//! In: an element and the slot to fill. Out: the filled slot, or what could not be converted and where.
//! XML has nothing but text, so scalars are converted as leniently as text in JSON is; an empty element
//! stands for an absent value of any other kind; an element that the page does not know is skipped.

use super::Element;
use crate::decode::{Failure, Path, Put, Scalar, Step, kind, position};
use crate::model::{ListMut, ModelMut, Slot, Target};
use crate::schema::Schema;

/// Fills a slot from what stands inside `element`.
pub(crate) fn fill(element: &Element, slot: &mut dyn Slot) -> Result<(), Failure> {
    let mut path = Path::default();
    value(element, slot, &mut path).map_err(|what| Failure {
        path: path.to_string(),
        is_data: true,
        source: what.into(),
    })
}

fn value(element: &Element, slot: &mut dyn Slot, path: &mut Path) -> Result<(), String> {
    let has_children = !element.children.is_empty();
    let put = match slot.target() {
        Target::Nothing => return Ok(()),
        Target::Json(json) => {
            *json = element.to_json();
            return Ok(());
        }
        Target::Model(model) if has_children => return members(element, model, path),
        Target::Map(map) if has_children => {
            for child in &element.children {
                let slot = map.insert(child.name.clone());
                let step = Step::Key(child.name.clone());
                path.within(step, |path| value(child, slot, path))?;
            }
            return Ok(());
        }
        Target::List(list) if has_children => {
            for (index, child) in element.children.iter().enumerate() {
                path.within(Step::Index(index), |path| entry(child, list, path))?;
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
        (Put::Refused(expected), text) => {
            let found = Scalar::Text(text);
            Err(format!("found {found}, expected {expected}"))
        }
    }
}

fn members(element: &Element, model: &mut dyn ModelMut, path: &mut Path) -> Result<(), String> {
    let mut result = Ok(());
    model.fields_mut(&mut |schema, slots| result = fields(element, schema, slots, path));
    result
}

fn fields(
    element: &Element,
    schema: &'static Schema,
    slots: &mut [&mut dyn Slot],
    path: &mut Path,
) -> Result<(), String> {
    let mut next = 0;
    let mut counts = vec![0; slots.len()];
    for child in &element.children {
        let Some(index) = position(schema, &child.name, next) else {
            continue;
        };
        next = index;
        let slot = &mut *slots[index];
        path.within(Step::Member(schema.fields[index].name), |path| {
            let Target::List(list) = slot.target() else {
                return value(child, slot, path);
            };
            let is_empty = child.children.is_empty() && child.text.trim().is_empty();
            if is_empty {
                return Ok(());
            }
            let count = counts[index];
            counts[index] += 1;
            path.within(Step::Index(count), |path| entry(child, list, path))
        })?;
    }
    Ok(())
}

fn entry(element: &Element, list: &mut dyn ListMut, path: &mut Path) -> Result<(), String> {
    value(element, list.push(), path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Account, Level};
    use crate::xml::read;

    fn account(inside: &str) -> Result<Account, String> {
        let mut account = Account::default();
        let root = read(format!("<Root>{inside}</Root>").as_bytes()).unwrap();
        match fill(&root, &mut account) {
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
        assert_eq!(account.level, Some(Level::High));
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

    #[test]
    fn a_list_takes_the_elements_of_its_element() {
        let mut texts: Vec<String> = Vec::new();
        fill(&read(b"<L><a>1</a><b>2</b></L>").unwrap(), &mut texts).unwrap();
        assert_eq!(texts, ["1", "2"]);
    }
}
