//! Values from bits: the reading half of the format. `write.rs` is the other, step by step the same.

use std::fmt::Display;

use serde::de::value::{StrDeserializer, StringDeserializer};
use serde::de::{self, DeserializeSeed, EnumAccess, Error as _, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::{Deserialize, Deserializer, forward_to_deserialize_any};

use super::bits::{BitReader, Bits};
use super::model::{Model, Place};
use super::{END_OF_MAP, Unpackable, earlier, from, part, tag};

/// How deep values stand within each other at most. A telegram needs some eight.
const DEEPEST: u32 = 64;

/// Reads values one after the other.
pub(in crate::reading) struct Reader<'a> {
    model: &'a mut Model,
    bits: BitReader<'a>,
    text: String,
    cursor: i64,
    depth: u32,
}

impl<'a> Reader<'a> {
    pub(in crate::reading) fn new(model: &'a mut Model, bytes: &'a [u8]) -> Self {
        Self { model, bits: BitReader::new(bytes), text: String::new(), cursor: 0, depth: 0 }
    }

    /// The text that the values to come lead into.
    pub(in crate::reading) fn set_text(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        self.cursor = 0;
    }

    pub(in crate::reading) fn value<T: for<'de> Deserialize<'de>>(&mut self, place: u32) -> Result<T, Unpackable> {
        T::deserialize(At { reader: self, place: Place::ROOT.at(place), in_pair: false })
    }

    fn tag(&mut self, place: Place) -> Result<u32, Unpackable> {
        if self.bits.is_past_its_end() {
            return Err(Unpackable::custom("it is cut short"));
        }
        Ok(self.model.choice(&mut self.bits, place.at(part::TAG), tag::WIDTH, 0))
    }

    /// The number of a string that is known, or a new string.
    fn string(&mut self, place: Place) -> Result<(u16, Option<String>), Unpackable> {
        let Self { model, bits, text, cursor, .. } = self;
        let expected = model.expected(place);
        if model.is_expected(bits, place, false) {
            model.note(place, expected);
            return Ok((expected, None));
        }
        let string = match model.choice(bits, place.at(part::FROM), from::WIDTH, 0) {
            from::KNOWN => {
                let number = model.which(bits, place, 0);
                model.note(place, number);
                return Ok((number, None));
            }
            from::TEXT => {
                let offset = model.signed(bits, place.at(part::OFFSET), 0);
                let length = model.number(bits, place.at(part::LENGTH), 0);
                let at = usize::try_from(cursor.wrapping_add(offset));
                let end = at.ok().and_then(|at| Some((at, at.checked_add(usize::try_from(length).ok()?)?)));
                let own = end.and_then(|(at, end)| Some((end, text.get(at..end)?)));
                let (end, own) = own.ok_or_else(|| Unpackable::custom("it leads out of its text"))?;
                *cursor = end as i64;
                own.to_owned()
            }
            from::LZ4 => {
                let length = model.number(bits, place.at(part::LENGTH), 0);
                let mut packed = Vec::new();
                for _ in 0..length {
                    if bits.is_past_its_end() {
                        return Err(Unpackable::custom("a string is cut short"));
                    }
                    packed.push((0..8).fold(0, |byte, _| byte << 1 | u8::from(bits.bit(1 << 15, false))));
                }
                let string = earlier::unpack_lz4(&packed).map_err(Unpackable::custom)?;
                String::from_utf8(string).map_err(Unpackable::custom)?
            }
            _ => {
                let length = model.number(bits, place.at(part::LENGTH), 0);
                let mut letters = Vec::new();
                for _ in 0..length {
                    if bits.is_past_its_end() {
                        return Err(Unpackable::custom("a string is cut short"));
                    }
                    letters.push(model.byte(bits, place, &letters, 0));
                }
                String::from_utf8(letters).map_err(Unpackable::custom)?
            }
        };
        let number = model.remember(&string);
        model.note(place, number);
        Ok((number, Some(string)))
    }

    fn known(&self, number: u16) -> Result<&str, Unpackable> {
        let string = self.model.string(number).filter(|_| number != END_OF_MAP);
        string.ok_or_else(|| Unpackable::custom("it names a string that it does not have"))
    }

    fn number(&mut self, place: Place, in_pair: bool) -> i64 {
        let Self { model, bits, cursor, .. } = self;
        let number = model.signed(bits, place, 0);
        if !in_pair {
            return number;
        }
        *cursor = cursor.wrapping_add(number);
        *cursor
    }
}

/// Reads the value at a place.
struct At<'r, 'a> {
    reader: &'r mut Reader<'a>,
    place: Place,
    in_pair: bool,
}

impl<'de> At<'_, '_> {
    fn read<V: Visitor<'de>>(self, tag: u32, visitor: V) -> Result<V::Value, Unpackable> {
        let Self { reader, place, in_pair } = self;
        match tag {
            tag::NULL => visitor.visit_unit(),
            tag::FALSE => visitor.visit_bool(false),
            tag::TRUE => visitor.visit_bool(true),
            tag::NUMBER => match reader.number(place, in_pair) {
                number @ 0.. => visitor.visit_u64(number.unsigned_abs()),
                number => visitor.visit_i64(number),
            },
            tag::STRING => match reader.string(place)? {
                (_, Some(string)) => visitor.visit_string(string),
                (number, None) => visitor.visit_str(reader.known(number)?),
            },
            _ => {
                if reader.depth >= DEEPEST {
                    return Err(Unpackable::custom("its values stand too deep within each other"));
                }
                reader.depth += 1;
                let many = Many::new(reader, place, tag);
                let value = if tag == tag::MAP { visitor.visit_map(many) } else { visitor.visit_seq(many) };
                reader.depth -= 1;
                value
            }
        }
    }
}

impl<'de> Deserializer<'de> for At<'_, '_> {
    type Error = Unpackable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unpackable> {
        let tag = self.reader.tag(self.place)?;
        self.read(tag, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unpackable> {
        match self.reader.tag(self.place)? {
            tag::NULL => visitor.visit_none(),
            tag => visitor.visit_some(Tagged { at: self, tag }),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unpackable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unpackable> {
        let tag = self.reader.tag(self.place)?;
        Tagged { at: self, tag }.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// A value whose kind has been read.
struct Tagged<'r, 'a> {
    at: At<'r, 'a>,
    tag: u32,
}

impl<'de> Deserializer<'de> for Tagged<'_, '_> {
    type Error = Unpackable;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unpackable> {
        self.at.read(self.tag, visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unpackable> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unpackable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unpackable> {
        let Self { at: At { reader, place, .. }, tag } = self;
        match tag {
            tag::STRING => match reader.string(place)? {
                (_, Some(string)) => visitor.visit_enum(StringDeserializer::new(string)),
                (number, None) => visitor.visit_enum(StrDeserializer::new(reader.known(number)?)),
            },
            tag::MAP => visitor.visit_enum(Many::new(reader, place, tag)),
            _ => Err(Unpackable::custom("a name was expected")),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

/// Reads the values of a list, a tuple, or a map.
struct Many<'r, 'a> {
    reader: &'r mut Reader<'a>,
    place: Place,
    is_tuple: bool,
    index: u32,
    left: u64,
    key: Place,
}

impl<'r, 'a> Many<'r, 'a> {
    fn new(reader: &'r mut Reader<'a>, place: Place, tag: u32) -> Self {
        let left = match tag {
            tag::MAP => 0,
            _ => reader.model.number(&mut reader.bits, place.at(part::COUNT), 0),
        };
        Self { reader, place, is_tuple: tag == tag::TUPLE, index: 0, left, key: place }
    }

    fn value(&mut self) -> At<'_, 'a> {
        At { reader: self.reader, place: self.key, in_pair: false }
    }
}

impl<'de> SeqAccess<'de> for Many<'_, '_> {
    type Error = Unpackable;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unpackable> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let place = self.place.at(part::element(self.is_tuple, self.index));
        self.index = self.index.saturating_add(1);
        seed.deserialize(At { reader: self.reader, place, in_pair: self.is_tuple }).map(Some)
    }
}

impl<'de> MapAccess<'de> for Many<'_, '_> {
    type Error = Unpackable;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unpackable> {
        if self.reader.bits.is_past_its_end() {
            return Err(Unpackable::custom("it is cut short"));
        }
        let (number, own) = self.reader.string(self.place.at(part::KEY))?;
        let key = match &own {
            Some(own) => own,
            None if number == END_OF_MAP => return Ok(None),
            None => self.reader.known(number)?,
        };
        self.key = self.place.at(part::of_key(key));
        seed.deserialize(StrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unpackable> {
        seed.deserialize(self.value())
    }
}

impl<'de> EnumAccess<'de> for Many<'_, '_> {
    type Error = Unpackable;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(mut self, seed: V) -> Result<(V::Value, Self), Unpackable> {
        let variant = self.next_key_seed(seed)?;
        Ok((variant.ok_or_else(|| Unpackable::custom("a name was expected"))?, self))
    }
}

impl<'de> VariantAccess<'de> for Many<'_, '_> {
    type Error = Unpackable;

    fn unit_variant(self) -> Result<(), Unpackable> {
        Err(Unpackable::custom("a name without a value was expected"))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(mut self, seed: T) -> Result<T::Value, Unpackable> {
        let value = seed.deserialize(self.value())?;
        match self.next_key_seed(std::marker::PhantomData::<de::IgnoredAny>)? {
            None => Ok(value),
            Some(_) => Err(Unpackable::custom("one value was expected")),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Unpackable> {
        Err(Unpackable::custom("a variant has one value"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Unpackable> {
        Err(Unpackable::custom("a variant has one value"))
    }
}

impl de::Error for Unpackable {
    fn custom<T: Display>(problem: T) -> Self {
        Self(problem.to_string())
    }
}
