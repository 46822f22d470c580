//! The elements of a text, as they are kept: how long each is, by its kind.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use telegram::{Element, ElementKind, Span};

/// Elements. Written as a map, in which a kind stands as often as there are elements of it: so what follows a kind, and how
/// long one of it is, is expected apart from the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tiles(Vec<Tile>);

/// An element: how much lies between the end of the one before and it, which is nothing, and its length.
type Tile = (ElementKind, i64, u32);

impl Tiles {
    pub(super) fn of(elements: &[Element]) -> Self {
        let mut end = 0;
        let tile = |element: &Element| {
            let Span { start, end: next } = element.span;
            let tile = (element.kind, i64::from(start) - end, element.span.len());
            end = i64::from(next);
            tile
        };
        Self(elements.iter().map(tile).collect())
    }

    pub(super) fn into_elements(self) -> Vec<Element> {
        let mut end = 0_u32;
        let element = |(kind, gap, length): Tile| {
            let start = u32::try_from(i64::from(end).saturating_add(gap).max(0)).unwrap_or(u32::MAX);
            end = start.saturating_add(length);
            Element { kind, span: Span::new(start, end) }
        };
        self.0.into_iter().map(element).collect()
    }
}

/// What is kept of an element apart from its kind.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Extent {
    Length(u32),
    Apart { gap: i64, length: u32 },
}

impl Serialize for Tiles {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for &(kind, gap, length) in &self.0 {
            let extent = if gap == 0 { Extent::Length(length) } else { Extent::Apart { gap, length } };
            map.serialize_entry(&kind, &extent)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Tiles {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Elements;

        impl<'de> Visitor<'de> for Elements {
            type Value = Tiles;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("elements by their kind")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tiles, A::Error> {
                let mut tiles = Vec::new();
                while let Some(kind) = map.next_key::<ElementKind>()? {
                    tiles.push(match map.next_value()? {
                        Extent::Length(length) => (kind, 0, length),
                        Extent::Apart { gap, length } => (kind, gap, length),
                    });
                }
                Ok(Tiles(tiles))
            }
        }

        deserializer.deserialize_map(Elements)
    }
}
