//! What the columns of a table hold: told by the user, or by their names.

use core::fmt;

use serde::Serialize;

/// What a column of a table, or a key of a JSON object, holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Field {
    /// The reference id.
    Id,
    /// When the telegram was sent.
    Date,
    /// The sender.
    From,
    /// Those who were to act.
    To,
    /// How secret it was.
    Classification,
    /// The subject.
    Subject,
    /// TAGS.
    Tags,
    /// What it refers to.
    References,
    /// The text before the classification line.
    Header,
    /// The text.
    Body,
    /// The name of the row within its collection.
    Key,
    /// When it was published.
    Released,
    /// The origin in words, for example `Embassy Astana`.
    Origin,
    /// Nothing that is wanted.
    Ignore,
}

impl Field {
    /// All fields with their names.
    const NAMES: [(&'static str, Self); 14] = [
        ("id", Self::Id),
        ("date", Self::Date),
        ("from", Self::From),
        ("to", Self::To),
        ("classification", Self::Classification),
        ("subject", Self::Subject),
        ("tags", Self::Tags),
        ("references", Self::References),
        ("header", Self::Header),
        ("body", Self::Body),
        ("key", Self::Key),
        ("released", Self::Released),
        ("origin", Self::Origin),
        ("ignore", Self::Ignore),
    ];

    /// Whether it holds dates.
    pub(crate) fn is_date(self) -> bool {
        matches!(self, Self::Date | Self::Released)
    }

    /// The field of a name, as in `--map`; `text` is another name of `body`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        if name == "text" {
            return Some(Self::Body);
        }
        Self::NAMES.into_iter().find(|(known, _)| *known == name).map(|(_, field)| field)
    }

    /// The name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.into_iter().find(|(_, field)| *field == self).map_or("ignore", |(name, _)| name)
    }

    /// What a column of this name holds where nobody says otherwise. `id` is
    /// not among them: whether it is the reference id or a counter is seen
    /// from what stands in it.
    pub(crate) fn of_column(name: &str) -> Option<Self> {
        let name = folded(name);
        Some(match name.as_str() {
            "referenceid" | "refid" | "cableid" | "telegramid" | "mrn" | "canonicalid" | "documentnumber"
            | "docnumber" | "messagenumber" | "messageid" | "docnbr" => Self::Id,
            "date" | "created" | "createdat" | "datetime" | "datesent" | "sent" | "sentdate" | "draftdate" | "dtg"
            | "datetimegroup" | "messagedate" | "timestamp" | "documentdate" | "docdate" | "authored"
            | "creationdate" | "datecreated" => Self::Date,
            "from" | "sender" | "fm" | "originator" | "frompost" | "sendingpost" => Self::From,
            "to" | "action" | "recipient" | "recipients" | "addressee" | "addressees" | "actionaddressees" => Self::To,
            "classification"
            | "class"
            | "originalclassification"
            | "origclass"
            | "securityclassification"
            | "marking" => Self::Classification,
            "subject" | "subj" | "title" => Self::Subject,
            "tags" | "tag" => Self::Tags,
            "references" | "reference" | "refs" | "ref" | "reftels" => Self::References,
            "header" | "head" | "envelope" | "messageheader" => Self::Header,
            "body" | "text" | "content" | "message" | "messagetext" | "fulltext" | "bodytext" | "cabletext"
            | "messagebody" | "msgtext" | "rawtext" => Self::Body,
            "key" | "row" | "rowid" | "rownumber" | "number" | "no" | "nr" | "uid" | "uuid" | "recordid" | "docid"
            | "documentid" | "serial" => Self::Key,
            "released" | "releasedat" | "releasedate" | "datereleased" | "published" | "publicationdate"
            | "posteddate" | "dateposted" => Self::Released,
            "origin" | "office" | "embassy" | "post" | "station" | "originatingpost" | "source" => Self::Origin,
            _ => return None,
        })
    }
}

/// The letters and figures of a name, in small letters, without the prefix of a namespace (`c:refid`).
pub(crate) fn folded(name: &str) -> String {
    let is_prefix = |prefix: &str, name: &str| !prefix.is_empty() && name.starts_with(char::is_alphanumeric);
    let name = name.rsplit_once(':').filter(|(prefix, name)| is_prefix(prefix, name)).map_or(name, |(_, name)| name);
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What the user says of columns: `--map COLUMN=FIELD`, in the order given.
/// A column that is not named is told by its own name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
pub struct Columns {
    fields: Vec<(String, Field)>,
    /// How a column writes its dates, in the conversions of `strptime`.
    formats: Vec<(String, String)>,
}

/// A statement about a column that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnsError(String);

impl fmt::Display for ColumnsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for ColumnsError {}

impl Columns {
    /// Reads statements such as `Cable text=body` or, where a table has no
    /// row with names, `3=id`. `Date=%d/%m/%Y` says how a column writes its dates, in the conversions of `strptime`; what
    /// the column holds is told by its name or by another statement.
    ///
    /// # Errors
    /// When a statement has no `=`, names no field, or gives two columns the
    /// same field.
    ///
    /// ```
    /// use formats::{Columns, Field};
    ///
    /// let columns = Columns::parse(["Cable text=body", "No.=key"]).unwrap();
    /// assert_eq!(columns.field("cable text"), Some(Field::Body));
    /// assert!(Columns::parse(["text=words"]).unwrap_err().to_string().contains("classification"));
    /// ```
    pub fn parse<'a>(statements: impl IntoIterator<Item = &'a str>) -> Result<Self, ColumnsError> {
        let mut columns: Vec<(String, Field)> = Vec::new();
        let mut formats: Vec<(String, String)> = Vec::new();
        for statement in statements {
            let Some((column, field)) = statement.rsplit_once('=') else {
                return Err(ColumnsError(format!("expected COLUMN=FIELD, but found {statement:?}")));
            };
            if field.contains('%') {
                let column = column.trim().to_owned();
                if column.is_empty() {
                    return Err(ColumnsError(format!("{statement:?} names no column")));
                }
                let format = field.trim();
                if !super::dates::Order::is_format(format) {
                    return Err(ColumnsError(format!(
                        "{format:?} does not say how a day is written; one form is %d/%m/%Y"
                    )));
                }
                formats.push((column, format.to_owned()));
                continue;
            }
            let Some(field) = Field::from_name(field) else {
                let names: Vec<&str> = Field::NAMES.into_iter().map(|(name, _)| name).collect();
                return Err(ColumnsError(format!("there is no field {field:?}; the fields are: {}", names.join(", "))));
            };
            let column = column.trim().to_owned();
            if column.is_empty() {
                return Err(ColumnsError(format!("{statement:?} names no column")));
            }
            if field != Field::Ignore
                && let Some((other, _)) = columns.iter().find(|(_, taken)| *taken == field)
            {
                let name = field.name();
                return Err(ColumnsError(format!("{name} is given twice, to {other:?} and to {column:?}")));
            }
            columns.push((column, field));
        }
        Ok(Self { fields: columns, formats })
    }

    /// Whether the user said nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.formats.is_empty()
    }

    /// What the user says of a column; case and blanks around do not matter.
    #[must_use]
    pub fn field(&self, column: &str) -> Option<Field> {
        let column = column.trim().to_lowercase();
        self.fields.iter().find(|(name, _)| name.to_lowercase() == column).map(|(_, field)| *field)
    }

    /// How the user says that a column writes its dates.
    pub(crate) fn format(&self, column: &str) -> Option<&str> {
        let column = column.trim().to_lowercase();
        self.formats.iter().find(|(name, _)| name.to_lowercase() == column).map(|(_, format)| format.as_str())
    }

    /// The columns named, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(name, _)| name).chain(self.formats.iter().map(|(name, _)| name)).map(String::as_str)
    }

    /// The columns by number from 1, when all are numbers: the table then has
    /// no row with names.
    pub(crate) fn by_number(&self) -> Option<Vec<(usize, Field)>> {
        if self.fields.is_empty() {
            return None;
        }
        self.fields
            .iter()
            .map(|(name, field)| Some((name.parse().ok().filter(|number| *number > 0)?, *field)))
            .collect()
    }

    /// The same where the table has a row of names: what was said of a column by its number is said of its name.
    pub(crate) fn named(&self, names: &[String]) -> Self {
        let name = |told: &String| {
            let is_name = names.iter().any(|name| name.trim().eq_ignore_ascii_case(told));
            let number = told.parse::<usize>().ok().filter(|_| !is_name).and_then(|number| number.checked_sub(1));
            number.and_then(|at| names.get(at)).filter(|name| !name.is_empty()).unwrap_or(told).clone()
        };
        Self {
            fields: self.fields.iter().map(|(told, field)| (name(told), *field)).collect(),
            formats: self.formats.iter().map(|(told, format)| (name(told), format.clone())).collect(),
        }
    }

    /// Says what was asked for, so that readings with other columns are told
    /// apart. Empty where the user said nothing.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let fields = self.fields.iter().map(|(name, field)| format!("{name}={}", field.name()));
        fields.chain(self.formats.iter().map(|(name, format)| format!("{name}={format}"))).collect::<Vec<_>>().join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements() {
        let columns = Columns::parse(["a=b=text", " Date Sent = date ", "x=ignore", "y=ignore"]).unwrap();
        assert_eq!(columns.field("A=B"), Some(Field::Body));
        assert_eq!(columns.field("date sent"), Some(Field::Date));
        assert_eq!(columns.fingerprint(), "a=b=body,Date Sent=date,x=ignore,y=ignore");
        assert_eq!(columns.by_number(), None);
        assert_eq!(Columns::parse(["2=id"]).unwrap().by_number(), Some(vec![(2, Field::Id)]));
        assert_eq!(Columns::parse(["0=id"]).unwrap().by_number(), None);
        for bad in [&["body"][..], &["=body"], &["a=bodies"], &["a=body", "b=text"]] {
            assert!(Columns::parse(bad.iter().copied()).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn names_of_columns() {
        for (name, field) in [
            ("Reference ID", Field::Id),
            ("cable_id", Field::Id),
            ("Date/Time", Field::Date),
            ("Original Classification", Field::Classification),
            ("TAGS", Field::Tags),
            ("Body", Field::Body),
        ] {
            assert_eq!(Field::of_column(name), Some(field), "{name}");
        }
        assert_eq!(Field::of_column("id"), None);
        assert_eq!(Field::of_column("Film Number"), None);
    }
}
