//! How the pages of a list are walked.
//!
//! In: an operation of the spec, so that every name found here is one that the spec has, whatever the import left
//! out. Out: what tells one page from the next, and where the entries stand; `None` when that is not certain. The
//! metadata says nothing of pages: names do.

mod answer;

use super::kind;
use crate::spec::{
    At, Bound, Bounds, Check, Field, Kind, Member, Operation, Pages, PagesBy, Place, Schemas,
    Spanned, Type,
};
use answer::{Answer, Found};

/// Request members that carry a page's number.
const NUMBER: [&str; 15] = [
    "PageNumber",
    "CurrentPage",
    "PageNo",
    "PageNum",
    "pageNumber",
    "PageIndex",
    "currentPage",
    "page",
    "Page",
    "pageNum",
    "pageNo",
    "pageIndex",
    "page_number",
    "page_num",
    "page_index",
];

/// Request members that carry the number of entries to skip.
const OFFSET: [&str; 4] = ["Offset", "offset", "Skip", "skip"];

/// Request members that carry the number of entries of a page.
const SIZE: [&str; 21] = [
    "PageSize",
    "pageSize",
    "page_size",
    "MaxResults",
    "maxResults",
    "max_results",
    "MaxResult",
    "maxResult",
    "Limit",
    "limit",
    "Size",
    "size",
    "MaxItems",
    "maxItems",
    "PerPage",
    "perPage",
    "per_page",
    "ShowSize",
    "OnePageSize",
    "MaxKeys",
    "max-keys",
];

/// Those of them that go with a token where others go with a page's number.
const SIZE_BY_TOKEN: [&str; 11] = [
    "MaxResults",
    "maxResults",
    "max_results",
    "MaxResult",
    "maxResult",
    "Limit",
    "limit",
    "MaxItems",
    "maxItems",
    "MaxKeys",
    "max-keys",
];

/// Request members that carry a token, and where the answer has the next one.
const TOKEN: [(&str, &[&str]); 14] = [
    ("NextToken", &["NextToken", "nextToken"]),
    ("nextToken", &["nextToken", "NextToken"]),
    ("next_token", &["next_token"]),
    ("NextPageToken", &["NextPageToken", "nextPageToken"]),
    ("nextPageToken", &["nextPageToken", "NextPageToken"]),
    ("PageToken", &["NextPageToken", "NextToken"]),
    ("pageToken", &["nextPageToken", "nextToken"]),
    ("Marker", &["NextMarker", "Marker"]),
    ("marker", &["nextMarker", "NextMarker", "next_marker"]),
    ("ContinuationToken", &["NextContinuationToken"]),
    ("continuation-token", &["NextContinuationToken"]),
    ("ScrollToken", &["ScrollToken"]),
    ("LastToken", &["LastToken"]),
    // Mostly a token of another kind; an answer with the next one tells.
    ("Token", &["NextToken"]),
];

/// Where an answer has the number of all entries, the likeliest first. `Count` is none of them: in most answers it is
/// the number of entries of this page, and would end a walk behind the first.
const TOTAL: [&str; 28] = [
    "TotalCount",
    "totalCount",
    "total_count",
    "Total",
    "total",
    "TotalRecordCount",
    "totalRecordCount",
    "TotalItems",
    "totalItems",
    "TotalNum",
    "totalNum",
    "TotalSize",
    "totalSize",
    "total_size",
    "TotalItem",
    "totalItem",
    "TotalRecord",
    "TotalRecords",
    "totalRecords",
    "TotalResults",
    "TotalNumber",
    "TotalCnt",
    "Totalcount",
    "TotalCounts",
    "TotalItemNum",
    "TotalElements",
    "totalElements",
    "RecordCount",
];

/// How the pages of the operation are walked.
pub(crate) fn pages(
    operation: &Operation,
    schemas: &Schemas,
    mut at: impl FnMut(&str) -> At,
) -> Option<Pages> {
    let only_reads = operation.kind == Kind::Read || kind::reads(&operation.name.value);
    let answer = Answer::of(operation.response.as_ref()?, schemas)?;
    if !only_reads || operation.events {
        return None;
    }
    let request: Vec<&Member> = operation
        .members()
        .into_iter()
        .filter(|member| travels(member))
        .collect();
    let has = |names: &[&'static str], takes: fn(&Type) -> bool| {
        let is_there = |name: &&&str| {
            request
                .iter()
                .any(|member| member.name.value == **name && takes(&member.field.kind))
        };
        names.iter().find(is_there).copied()
    };
    let number = has(&NUMBER, is_number);
    let by_token = has(&SIZE_BY_TOKEN, is_number);
    let size = has(&SIZE, is_number);
    // A service that takes page numbers as well goes by these, and gives no token, until it is told the size that
    // goes with a token. If there is none, it wants to be told in some other way.
    let gives_token = number.is_none() || by_token.is_some() || size.is_none();
    let token = token(&has, &answer).filter(|_| gives_token);
    let (size, asks) = match token {
        Some(_) => (by_token.or(size), number.is_some()),
        None => (size, false),
    };
    let mut place = |step: &str, value: String| Spanned {
        value,
        at: at(&format!("pages.{step}")),
    };
    let (by, items) = if let Some((token, next)) = token {
        let items = answer.items(Some(&next));
        let by = PagesBy::Token {
            token: place("token", token.to_owned()),
            next: place("next", next.path()),
        };
        (by, items)
    } else {
        size?;
        let total = answer.find(&TOTAL, is_number);
        let items = answer.items(total.as_ref());
        // Without either there is no telling where the list ends.
        if total.is_none() && items.is_none() {
            return None;
        }
        let total = total.map(|total| place("total", total.path()));
        let by = match (number, has(&OFFSET, is_number)) {
            (Some(page), _) => PagesBy::Number {
                page: place("page", page.to_owned()),
                total,
            },
            (None, Some(offset)) => PagesBy::Offset {
                offset: place("offset", offset.to_owned()),
                total,
            },
            (None, None) => return None,
        };
        (by, items)
    };
    let default_size = size.filter(|_| asks).and_then(|size| {
        let member = request.iter().find(|member| member.name.value == size)?;
        Some(place(
            "default_size",
            default_size(&member.field).to_string(),
        ))
    });
    let size = size.map(|size| place("size", size.to_owned()));
    let items = items.map(|items| place("items", items));
    Some(Pages {
        by,
        size,
        default_size,
        items,
    })
}

/// The token of the request with the next one in the answer: it goes before a page's number, which grows slow or
/// stops working far behind the beginning.
fn token<'a>(
    has: &impl Fn(&[&'static str], fn(&Type) -> bool) -> Option<&'static str>,
    answer: &'a Answer<'a>,
) -> Option<(&'static str, Found<'a>)> {
    TOKEN.iter().find_map(|(name, next)| {
        let name = has(&[name], is_token)?;
        Some((name, answer.find(next, is_token)?))
    })
}

/// A size that the service takes: a hundred, or as near to it as the documentation allows, else what it takes anyway.
fn default_size(size: &Field) -> i64 {
    let limits = size.checks.iter().find_map(|check| match &check.value {
        Check::Range(Bounds {
            min,
            max: Some(Bound::Integer(max)),
        }) => Some((min, *max)),
        _ => None,
    });
    let count = match limits {
        Some((Some(Bound::Integer(min)), max)) => max.min(100).max(*min),
        Some((_, max)) => max.min(100),
        None => {
            let default = size.default.as_ref();
            default.map_or(10, |default| default.value.parse().unwrap_or(10))
        }
    };
    if (1..=999_999).contains(&count) {
        count
    } else {
        10
    }
}

/// Whether a member is part of what a caller fills in to say what he wants.
fn travels(member: &Member) -> bool {
    let place = member.place.as_ref().map(|place| place.value);
    !matches!(place, Some(Place::Header | Place::Host))
}

/// Numbers are written as text in two hundred operations.
fn is_number(kind: &Type) -> bool {
    matches!(kind, Type::Integer | Type::String | Type::Number)
}

fn is_token(kind: &Type) -> bool {
    matches!(kind, Type::String | Type::Integer)
}

#[cfg(test)]
mod tests;
