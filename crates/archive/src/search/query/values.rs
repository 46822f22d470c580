//! Fields and the values they take.

use jiff::ToSpan;
use telegram::{Classification, MessageDate, Span};

use super::forms;
use super::lexer::Token;
use super::tree::{RangeField, TextField, Tree, Value, ValueField};
use super::{QueryError, error};
use crate::moment;
use crate::search::entry::{HAS, IS};

const FIELDS: &str = "the fields are id, from, to, info, post, tag, class, caption, subject, ref, refby, date, year, \
                      released, signed, classifiedby, collection, has, is; put other words with a colon in quotation marks";

/// What a field compares.
enum Kind {
    Text(TextField),
    Value(ValueField),
    Range(RangeField),
    Class,
    ReferredBy,
}

fn kind(name: &str) -> Option<Kind> {
    Some(match name {
        "subject" => Kind::Text(TextField::Subject),
        "from" => Kind::Text(TextField::From),
        "to" => Kind::Text(TextField::To),
        "info" => Kind::Text(TextField::Info),
        "signed" => Kind::Text(TextField::Signed),
        "classifiedby" => Kind::Text(TextField::ClassifiedBy),
        "id" => Kind::Value(ValueField::Id),
        "post" => Kind::Value(ValueField::Post),
        "tag" | "tags" => Kind::Value(ValueField::Tag),
        "caption" => Kind::Value(ValueField::Caption),
        "collection" => Kind::Value(ValueField::Collection),
        "ref" => Kind::Value(ValueField::Reference),
        "has" => Kind::Value(ValueField::Has),
        "is" => Kind::Value(ValueField::Is),
        "date" => Kind::Range(RangeField::Date),
        "released" => Kind::Range(RangeField::Released),
        "year" => Kind::Range(RangeField::Year),
        "class" => Kind::Class,
        "refby" => Kind::ReferredBy,
        _ => return None,
    })
}

/// Whether there is a field of this name.
pub(super) fn known(name: &str, span: Span) -> Result<(), QueryError> {
    match kind(name) {
        Some(_) => Ok(()),
        None if name == "portion" => Err(error("portion: is not supported yet".to_owned(), span, "search without it")),
        None => Err(error(format!("there is no field {name}:"), span, FIELDS)),
    }
}

/// What `name:token` asks for.
pub(super) fn value(name: &str, field: Span, token: &Token, span: Span) -> Result<Tree, QueryError> {
    let Some(kind) = kind(name) else {
        return Err(error(format!("there is no field {name}:"), field, FIELDS));
    };
    if let Kind::Text(field) = kind {
        return forms::text(field, token, span);
    }
    let text = match token {
        Token::Word(word) | Token::Quoted(word, None) if !word.trim().is_empty() => word.trim(),
        _ => {
            return Err(error(
                format!("{name}: takes a plain value"),
                span,
                "write a word, or several in quotation marks",
            ));
        }
    };
    match kind {
        Kind::Class => class(text, span),
        Kind::Range(RangeField::Year) => year(text, span),
        Kind::Range(field) => date(field, text, span),
        Kind::ReferredBy => Ok(Tree::ReferredBy(id(text))),
        Kind::Value(field) => whole(field, name, text, matches!(token, Token::Word(_)), span),
        Kind::Text(field) => forms::text(field, token, span),
    }
}

/// A reference id as typed, in the form in which it is compared.
fn id(text: &str) -> String {
    crate::ids::canonical(text).unwrap_or_else(|| text.to_uppercase())
}

fn whole(field: ValueField, name: &str, text: &str, may_be_prefix: bool, span: Span) -> Result<Tree, QueryError> {
    let normal = |text: &str| match field {
        ValueField::Collection => text.to_owned(),
        ValueField::Has | ValueField::Is => text.to_lowercase(),
        _ => text.to_uppercase(),
    };
    if may_be_prefix && let Some(prefix) = text.strip_suffix('*') {
        if prefix.is_empty() || matches!(field, ValueField::Has | ValueField::Is) {
            return Err(error(format!("{name}: needs a value before *"), span, format!("write {name}:value")));
        }
        return Ok(Tree::Value(field, Value::Prefix(normal(prefix))));
    }
    let value = match field {
        ValueField::Id | ValueField::Reference => id(text),
        _ => normal(text),
    };
    let choices: &[&str] = match field {
        ValueField::Has => &HAS,
        ValueField::Is => &IS,
        _ => &[],
    };
    if !choices.is_empty() && !choices.contains(&value.as_str()) {
        return Err(error(format!("{name}:{text} means nothing"), span, format!("use one of {}", choices.join(", "))));
    }
    Ok(Tree::Value(field, Value::Whole(value)))
}

/// Splits `a..b`; one side may be empty.
fn ends(text: &str) -> (Option<&str>, Option<&str>) {
    let side = |text: &'_ str| !text.is_empty();
    match text.split_once("..") {
        None => (Some(text), Some(text)),
        Some((from, to)) => (Some(from).filter(|it| side(it)), Some(to).filter(|it| side(it))),
    }
}

fn class(text: &str, span: Span) -> Result<Tree, QueryError> {
    let read = |name: Option<&str>, open: Classification| match name {
        None => Ok(open),
        Some(name) => class_of(name).ok_or_else(|| {
            error(
                format!("{name:?} is no classification"),
                span,
                "write unclassified, sbu, lou, confidential, secret, top_secret, or a range such as secret..",
            )
        }),
    };
    let (from, to) = ends(text);
    let (from, to) = (read(from, Classification::Unclassified)?, read(to, Classification::TopSecret)?);
    ordered(from <= to, span)?;
    Ok(Tree::Class(from, to))
}

fn class_of(name: &str) -> Option<Classification> {
    let name = name.to_lowercase().replace([' ', '-'], "_");
    Some(match name.as_str() {
        "u" | "unclas" => Classification::Unclassified,
        "sbu" => Classification::SensitiveButUnclassified,
        "lou" => Classification::LimitedOfficialUse,
        "c" | "conf" => Classification::Confidential,
        "s" => Classification::Secret,
        "ts" => Classification::TopSecret,
        key => return Classification::from_key(key),
    })
}

fn ordered(in_order: bool, span: Span) -> Result<(), QueryError> {
    if in_order {
        return Ok(());
    }
    Err(error("the range ends before it begins".to_owned(), span, "exchange the two"))
}

fn year(text: &str, span: Span) -> Result<Tree, QueryError> {
    let read = |text: Option<&str>| {
        text.map(|text| {
            let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
            let year = digits.then(|| text.parse::<i64>().ok()).flatten();
            year.ok_or_else(|| error(format!("{text:?} is no year"), span, "write year:1975 or year:1973..1979"))
        })
        .transpose()
    };
    let (from, to) = ends(text);
    let (from, to) = (read(from)?, read(to)?);
    ordered(from.zip(to).is_none_or(|(from, to)| from <= to), span)?;
    Ok(Tree::Range(RangeField::Year, from, to.map(|year| year + 1)))
}

fn date(field: RangeField, text: &str, span: Span) -> Result<Tree, QueryError> {
    let read = |text: Option<&str>| {
        text.map(|text| {
            text.parse::<MessageDate>().map_err(|_| {
                error(
                    format!("{text:?} is no date"),
                    span,
                    "write 1974, 1974-09, 1974-09-12, or a range such as 1974-09..1975-02",
                )
            })
        })
        .transpose()
    };
    let (from, to) = ends(text);
    let (from, to) = (read(from)?, read(to)?);
    let (from, to) = (from.map(|date| moment::first(&date)), to.map(|date| minute(&date)));
    ordered(from.zip(to).is_none_or(|(from, to)| from < to), span)?;
    Ok(Tree::Range(field, from, to))
}

/// The end of a date. Date-time groups count minutes, so `08:04:00` means that
/// whole minute.
fn minute(date: &MessageDate) -> i64 {
    match date {
        MessageDate::Local(moment) | MessageDate::Zulu(moment) if moment.second() == 0 => {
            moment::seconds(moment.saturating_add(1.minute()))
        }
        date => moment::end(date),
    }
}
