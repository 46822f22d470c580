//! The relay envelope: what the stations that passed a telegram on wrote above
//! it (ACP 127 format lines 1 to 4; rules FL1 to FL4).

use super::{Classification, Precedence};
use crate::Span;

/// Format lines 1 to 4, each `None` where the copy has none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Envelope {
    /// Format line 1 as printed, for example `VZCZCXRO1454`.
    pub transmission_id: Option<String>,
    /// The same, taken apart.
    pub transmission: Option<Transmission>,
    /// Format line 2: to which stations this leg of the relay went.
    pub routing: Option<Routing>,
    /// Format line 3: who sent it, under which number, and when it was filed.
    pub message_id: Option<MessageId>,
    /// Format line 3 of every further section whose head is in the text.
    pub further_message_ids: Vec<MessageId>,
    /// Format line 4: how it had to be guarded on the way.
    pub security: Option<Security>,
}

impl Envelope {
    /// Every place that its facts point to.
    pub fn spans_mut(&mut self) -> impl Iterator<Item = &mut Span> {
        let ids = self.message_id.iter_mut().chain(&mut self.further_message_ids);
        let ids =
            ids.flat_map(|id| core::iter::once(&mut id.span).chain(id.filed.as_mut().map(|filed| &mut filed.span)));
        let lines = self.transmission.as_mut().map(|line| &mut line.span).into_iter();
        let lines = lines.chain(self.routing.as_mut().map(|line| &mut line.span));
        lines.chain(self.security.as_mut().map(|line| &mut line.span)).chain(ids)
    }
}

/// Which circuit delivered this copy; never an id of the telegram.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Transmission {
    /// The letters of the circuit, for example `XRO`.
    pub channel: String,
    /// Its running number as printed, for example `1454`.
    pub serial: Option<String>,
    /// The number is all zeros: a copy that was recovered or merged, not received.
    pub dummy: bool,
    /// Where the line stands.
    pub span: Span,
}

/// Where one leg of the relay had to take the telegram. Not the addressees.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Routing {
    /// The precedences, the higher one first; two where they differ by addressee.
    pub precedence: Vec<Precedence>,
    /// The routing indicators, in the order printed.
    pub indicators: Vec<String>,
    /// Where the line stands, with the lines it is folded over.
    pub span: Span,
}

/// The number a station gave the message, and when it took it in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct MessageId {
    /// The station that sent it, for example `RUEHTA`.
    pub routing_indicator: String,
    /// The station's number of the message. It has four figures as a rule: of a
    /// longer telegram number only the last four.
    pub serial: Option<u32>,
    /// Which section this is; `None` where the line names none.
    pub section: Option<u32>,
    /// The letter after the number.
    pub suffix: Option<String>,
    /// When the station took the message in.
    pub filed: Option<Filed>,
    /// Where the line stands.
    pub span: Span,
}

/// The filing time. The line has no year and no month.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Filed {
    /// The day of the year, 1 to 366 (`0760804`).
    pub day_of_year: Option<u16>,
    /// The day of the month, in the slant form (`17/0804Z`).
    pub day: Option<u8>,
    /// Hour and minute, Greenwich time, for example `08:04`; `None` where what
    /// is printed is no time.
    pub time: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// What format line 4 demands of the stations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Handling {
    /// `ZNR`: may be sent in the clear.
    Clear,
    /// `ZNY`: must be handled as classified.
    Classified,
}

/// Format line 4, `ZNY CCCCC ZZH`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Security {
    /// The letter that is repeated: U, E (encrypted for transmission only), R
    /// (restricted), C, S, T.
    pub letter: Option<String>,
    /// The classification it stands for; `None` for R.
    pub class: Option<Classification>,
    /// Clear or classified.
    pub handled: Option<Handling>,
    /// Operating signals after it, for example `ZZH`.
    pub signals: Vec<String>,
    /// What else stands after it, as printed: why the copy was sent again, other messages' numbers.
    pub remark: Option<String>,
    /// Where the line stands.
    pub span: Span,
}
