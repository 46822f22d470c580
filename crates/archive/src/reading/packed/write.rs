//! Values into bits: the writing half of the format. `read.rs` is the other, step by step the same.

use std::fmt::Display;

use memchr::memmem;
use serde::ser::{
    Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};
use serde::{Serialize, Serializer, ser};

use super::bits::{BitWriter, Bits};
use super::model::{Model, Place};
use super::{END_OF_MAP, LONGEST_IN_LETTERS, SHORTEST_IN_TEXT, Unpackable, earlier, from, part, tag};

/// Writes values one after the other.
pub(in crate::reading) struct Writer<'a> {
    model: &'a mut Model,
    bits: BitWriter,
    text: String,
    /// The last place in the text that was written.
    cursor: i64,
}

impl<'a> Writer<'a> {
    pub(in crate::reading) fn new(model: &'a mut Model) -> Self {
        Self { model, bits: BitWriter::new(), text: String::new(), cursor: 0 }
    }

    /// The text that the values to come lead into.
    pub(in crate::reading) fn set_text(&mut self, text: &str) {
        text.clone_into(&mut self.text);
        self.cursor = 0;
    }

    /// The bytes of the values.
    pub(in crate::reading) fn finish(self) -> Vec<u8> {
        self.bits.finish()
    }

    pub(in crate::reading) fn value(&mut self, value: &impl Serialize, place: u32) -> Result<(), Unpackable> {
        value.serialize(At { writer: self, place: Place::ROOT.at(place), in_pair: false })
    }

    fn tag(&mut self, place: Place, tag: u32) {
        self.model.choice(&mut self.bits, place.at(part::TAG), tag::WIDTH, tag);
    }

    fn string(&mut self, place: Place, string: &str) {
        let Self { model, bits, text, cursor } = self;
        let known = model.known(string);
        let is_expected = known == Some(model.expected(place));
        if model.is_expected(bits, place, is_expected) {
            return model.note(place, known.unwrap_or_default());
        }
        let place_of_kind = place.at(part::FROM);
        if let Some(number) = known {
            model.choice(bits, place_of_kind, from::WIDTH, from::KNOWN);
            model.which(bits, place, number);
            return model.note(place, number);
        }
        match in_text(text, *cursor, string) {
            Some(at) => {
                model.choice(bits, place_of_kind, from::WIDTH, from::TEXT);
                model.signed(bits, place.at(part::OFFSET), at as i64 - *cursor);
                model.number(bits, place.at(part::LENGTH), string.len() as u64);
                *cursor = (at + string.len()) as i64;
            }
            None if string.len() > LONGEST_IN_LETTERS => {
                model.choice(bits, place_of_kind, from::WIDTH, from::LZ4);
                let packed = earlier::pack_lz4(string.as_bytes());
                model.number(bits, place.at(part::LENGTH), packed.len() as u64);
                for byte in packed {
                    for level in (0..8).rev() {
                        bits.bit(1 << 15, byte >> level & 1 == 1);
                    }
                }
            }
            None => {
                model.choice(bits, place_of_kind, from::WIDTH, from::LETTERS);
                model.number(bits, place.at(part::LENGTH), string.len() as u64);
                let letters = string.as_bytes();
                for (at, byte) in letters.iter().enumerate() {
                    model.byte(bits, place, &letters[..at], *byte);
                }
            }
        }
        let number = model.remember(string);
        model.note(place, number);
    }

    /// Ends a map, where its next key would stand.
    fn end_of_map(&mut self, place: Place) {
        let Self { model, bits, .. } = self;
        let is_expected = model.expected(place) == END_OF_MAP;
        if !model.is_expected(bits, place, is_expected) {
            model.choice(bits, place.at(part::FROM), from::WIDTH, from::KNOWN);
            model.which(bits, place, END_OF_MAP);
        }
        model.note(place, END_OF_MAP);
    }

    fn number(&mut self, place: Place, in_pair: bool, number: i64) {
        self.tag(place, tag::NUMBER);
        let Self { model, bits, cursor, .. } = self;
        if in_pair {
            model.signed(bits, place, number.wrapping_sub(*cursor));
            *cursor = number;
        } else {
            model.signed(bits, place, number);
        }
    }
}

/// Where a string stands in the text, after `cursor` or else from the start.
fn in_text(text: &str, cursor: i64, string: &str) -> Option<usize> {
    if string.len() < SHORTEST_IN_TEXT {
        return None;
    }
    let from = usize::try_from(cursor).unwrap_or(0).min(text.len());
    let (before, after) = text.as_bytes().split_at(from);
    memmem::find(after, string.as_bytes()).map(|at| from + at).or_else(|| memmem::rfind(before, string.as_bytes()))
}

/// Writes the value at a place.
pub(super) struct At<'w, 'a> {
    writer: &'w mut Writer<'a>,
    place: Place,
    /// Whether it is one of a few numbers that lead into the text.
    in_pair: bool,
}

/// Writes the values of a list, a tuple, or a map.
pub(super) struct Many<'w, 'a> {
    writer: &'w mut Writer<'a>,
    place: Place,
    is_tuple: bool,
    index: u32,
    key: Place,
}

impl<'w, 'a> At<'w, 'a> {
    fn unit(self, tag: u32) {
        self.writer.tag(self.place, tag);
    }

    fn many(self, tag: u32, length: Option<usize>) -> Result<Many<'w, 'a>, Unpackable> {
        self.writer.tag(self.place, tag);
        if tag != tag::MAP {
            let length = length.ok_or_else(|| Unpackable::custom("a list says how long it is"))?;
            self.writer.model.number(&mut self.writer.bits, self.place.at(part::COUNT), length as u64);
        }
        let Self { writer, place, .. } = self;
        Ok(Many { writer, place, is_tuple: tag == tag::TUPLE, index: 0, key: place })
    }
}

impl<'w, 'a> Serializer for At<'w, 'a> {
    type Ok = ();
    type Error = Unpackable;
    type SerializeSeq = Many<'w, 'a>;
    type SerializeTuple = Many<'w, 'a>;
    type SerializeTupleStruct = Many<'w, 'a>;
    type SerializeTupleVariant = Impossible<(), Unpackable>;
    type SerializeMap = Many<'w, 'a>;
    type SerializeStruct = Many<'w, 'a>;
    type SerializeStructVariant = Many<'w, 'a>;

    fn serialize_bool(self, value: bool) -> Result<(), Unpackable> {
        self.unit(if value { tag::TRUE } else { tag::FALSE });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Unpackable> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Unpackable> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Unpackable> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Unpackable> {
        self.writer.number(self.place, self.in_pair, value);
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result<(), Unpackable> {
        self.serialize_i64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Unpackable> {
        self.serialize_i64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Unpackable> {
        self.serialize_i64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Unpackable> {
        self.serialize_i64(i64::try_from(value).map_err(Unpackable::custom)?)
    }

    fn serialize_f32(self, value: f32) -> Result<(), Unpackable> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, _: f64) -> Result<(), Unpackable> {
        Err(Unpackable::custom("a reading has whole numbers only"))
    }

    fn serialize_char(self, value: char) -> Result<(), Unpackable> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Unpackable> {
        self.writer.tag(self.place, tag::STRING);
        self.writer.string(self.place, value);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unpackable> {
        Err(Unpackable::custom("a reading has no bytes"))
    }

    fn serialize_none(self) -> Result<(), Unpackable> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unpackable> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Unpackable> {
        self.unit(tag::NULL);
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unpackable> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unpackable> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unpackable> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Unpackable> {
        let mut map = self.many(tag::MAP, None)?;
        SerializeStruct::serialize_field(&mut map, variant, value)?;
        SerializeStruct::end(map)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Many<'w, 'a>, Unpackable> {
        self.many(tag::LIST, length)
    }

    fn serialize_tuple(self, length: usize) -> Result<Many<'w, 'a>, Unpackable> {
        self.many(tag::TUPLE, Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Many<'w, 'a>, Unpackable> {
        self.serialize_tuple(length)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unpackable> {
        Err(Unpackable::custom("a variant has one value or named ones"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Many<'w, 'a>, Unpackable> {
        self.many(tag::MAP, None)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Many<'w, 'a>, Unpackable> {
        self.many(tag::MAP, None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Many<'w, 'a>, Unpackable> {
        Err(Unpackable::custom("a variant has one value"))
    }
}

impl Many<'_, '_> {
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unpackable> {
        let place = self.place.at(part::element(self.is_tuple, self.index));
        self.index += 1;
        value.serialize(At { writer: self.writer, place, in_pair: self.is_tuple })
    }

    fn key(&mut self, key: &str) {
        self.writer.string(self.place.at(part::KEY), key);
        self.key = self.place.at(part::of_key(key));
    }

    fn end_of_map(self) {
        self.writer.end_of_map(self.place.at(part::KEY));
    }
}

impl SerializeSeq for Many<'_, '_> {
    type Ok = ();
    type Error = Unpackable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unpackable> {
        self.element(value)
    }

    fn end(self) -> Result<(), Unpackable> {
        Ok(())
    }
}

impl SerializeTuple for Many<'_, '_> {
    type Ok = ();
    type Error = Unpackable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unpackable> {
        self.element(value)
    }

    fn end(self) -> Result<(), Unpackable> {
        Ok(())
    }
}

impl SerializeTupleStruct for Many<'_, '_> {
    type Ok = ();
    type Error = Unpackable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unpackable> {
        self.element(value)
    }

    fn end(self) -> Result<(), Unpackable> {
        Ok(())
    }
}

impl SerializeMap for Many<'_, '_> {
    type Ok = ();
    type Error = Unpackable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unpackable> {
        // Keys of maps are few and short: a way through JSON takes any of them.
        match serde_json::to_value(key).map_err(Unpackable::custom)? {
            serde_json::Value::String(key) => self.key(&key),
            _ => return Err(Unpackable::custom("the keys of a map are strings")),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unpackable> {
        value.serialize(At { writer: self.writer, place: self.key, in_pair: false })
    }

    fn end(self) -> Result<(), Unpackable> {
        self.end_of_map();
        Ok(())
    }
}

impl SerializeStruct for Many<'_, '_> {
    type Ok = ();
    type Error = Unpackable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unpackable> {
        self.key(key);
        SerializeMap::serialize_value(self, value)
    }

    fn end(self) -> Result<(), Unpackable> {
        self.end_of_map();
        Ok(())
    }
}

impl SerializeTupleVariant for Many<'_, '_> {
    type Ok = ();
    type Error = Unpackable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unpackable> {
        self.element(value)
    }

    fn end(self) -> Result<(), Unpackable> {
        Ok(())
    }
}

impl SerializeStructVariant for Many<'_, '_> {
    type Ok = ();
    type Error = Unpackable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unpackable> {
        SerializeStruct::serialize_field(self, key, value)
    }

    fn end(self) -> Result<(), Unpackable> {
        SerializeStruct::end(self)
    }
}

impl ser::Error for Unpackable {
    fn custom<T: Display>(problem: T) -> Self {
        Self(problem.to_string())
    }
}
