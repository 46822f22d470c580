//! Whether two copies are of one telegram, from what both state and from their words.
//!
//! Likeness alone says little: the same formula goes to two governments, a reply repeats the note. So two copies are of
//! one telegram only where nothing that both state contradicts and enough of it agrees. Where something contradicts, or
//! too little is stated, the pair is doubtful and a person decides. Two numbers of one kind that differ decide alone.

use serde::Serialize;
use telegram::{MessageDate, Telegram};

use super::stated::{self, Stance};
use super::wording::{self, Wording};
use super::{ALIKE, Sketch};

/// Whether two copies are of one telegram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// They are of two.
    Two,
    /// A person has to look.
    Doubtful,
    /// They are of one.
    One,
}

/// What two copies are compared in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Point {
    /// The number of the telegram.
    Number,
    /// The number in a series such as TOSEC.
    Series,
    /// Telegram or airgram.
    Kind,
    /// The day, or day and time.
    Date,
    /// Who sent it.
    Sender,
    /// Who was to act.
    Addressee,
    /// How secret it was.
    Classification,
    /// Which parts of the telegram are here.
    Sections,
    /// What it is about.
    Subject,
    /// What it refers to.
    References,
    /// Who signed.
    Signature,
    /// How much of the words is common.
    Words,
    /// How much longer one text is.
    Length,
    /// A word or figure that one has in place of another.
    Wording,
}

impl Point {
    /// What it is called: `sender`.
    const fn title(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Series => "number in a series",
            Self::Kind => "kind",
            Self::Date => "date",
            Self::Sender => "sender",
            Self::Addressee => "addressee",
            Self::Classification => "classification",
            Self::Sections => "sections",
            Self::Subject => "subject",
            Self::References => "references",
            Self::Signature => "signature",
            Self::Words => "words",
            Self::Length => "length",
            Self::Wording => "wording",
        }
    }
}

/// What two copies say on one point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ground {
    /// The point.
    pub point: Point,
    /// What the one says.
    pub left: String,
    /// What the other says.
    pub right: String,
}

impl Ground {
    /// The ground in words: `addressee: SECSTATE WASHDC, AMEMBASSY PARIS`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let Self { point, left, right } = self;
        match (point, left.as_str(), right.as_str()) {
            (Point::Words, share, _) => format!("{share} of the words of the shorter text are in both"),
            (Point::Length, share, "") => format!("{share} of the longer text are in it alone"),
            (Point::Length, ..) => format!("{left} and {right} words, too many to be compared one by one"),
            (Point::Wording, "", words) => format!("only the second says “{words}”"),
            (Point::Wording, words, "") => format!("only the first says “{words}”"),
            (Point::Wording, ..) => format!("the first says “{left}”, the second “{right}”"),
            _ if left == right => format!("{}: {left}", point.title()),
            _ => format!("{}: {left}; {right}", point.title()),
        }
    }
}

/// A verdict with its grounds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Where they agree.
    pub agree: Vec<Ground>,
    /// What contradicts that they are of one telegram.
    pub contradict: Vec<Ground>,
}

/// A copy as it is judged.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side<'a> {
    /// With the texts of its paragraphs.
    pub(crate) telegram: &'a Telegram,
    pub(crate) sketch: &'a Sketch,
    /// The id of the telegram that it is a copy of, whether it states it or not.
    pub(crate) id: Option<&'a str>,
}

/// Fewer different runs of words are a short text.
const SHORT: u32 = 40;
/// Fewer are hardly one.
const VERY_SHORT: u32 = 16;
/// From which share of common words on texts are the same.
const SAME: f64 = 0.8;
/// How much longer one text may be, as a share of it, unless the other says that it is cut.
const FURTHER: f64 = 0.25;
/// Of so many contradicting statements each could be a slip, but not all of them.
const SLIPS: usize = 1;

impl Judgement {
    fn states(&self, point: Point) -> bool {
        self.agree.iter().any(|ground| ground.point == point)
    }
}

/// Judges a pair whose texts may be alike.
pub(crate) fn judge(left: Side<'_>, right: Side<'_>) -> Judgement {
    let mut found = Judgement { verdict: Verdict::Doubtful, agree: Vec::new(), contradict: Vec::new() };
    for (point, stance) in stated::points(left, right) {
        match stance {
            Stance::Silent => {}
            Stance::Agree(left, right) => found.agree.push(Ground { point, left, right }),
            Stance::Contradict(left, right) => found.contradict.push(Ground { point, left, right }),
            Stance::Exclude(left, right) => {
                found.contradict.push(Ground { point, left, right });
                found.verdict = Verdict::Two;
                return found;
            }
        }
    }
    let strong = [Point::Number, Point::Date, Point::Sender, Point::Addressee];
    let slips = found.contradict.iter().filter(|ground| strong.contains(&ground.point)).count();
    let share = left.sketch.containment(right.sketch);
    if slips > SLIPS || share.is_none_or(|share| share < ALIKE) {
        found.verdict = Verdict::Two;
        return found;
    }
    let mut misprints = 0;
    match wording::compare(left.telegram, right.telegram) {
        Some(wording) => {
            found.weigh(&wording);
            misprints = wording.misprints;
        }
        None => {
            let (left, right) = (wording::count(left.telegram), wording::count(right.telegram));
            found.contradict.push(Ground { point: Point::Length, left: left.to_string(), right: right.to_string() });
        }
    }
    if found.contradict.is_empty() && found.is_enough(left, right, misprints) {
        found.verdict = Verdict::One;
    }
    found
}

impl Judgement {
    fn weigh(&mut self, wording: &Wording) {
        let percent = |share: f64| format!("{:.0} %", share * 100.0);
        let common = Ground { point: Point::Words, left: percent(wording.common), right: String::new() };
        if wording.common < SAME {
            self.contradict.push(common);
        } else {
            self.agree.push(common);
        }
        if wording.further > FURTHER && !wording.cut {
            let left = percent(wording.further);
            self.contradict.push(Ground { point: Point::Length, left, right: String::new() });
        }
        for (left, right) in &wording.telling {
            self.contradict.push(Ground { point: Point::Wording, left: left.clone(), right: right.clone() });
        }
    }

    /// Whether what agrees is enough for texts of this length. A misprint may be another name.
    fn is_enough(&self, left: Side<'_>, right: Side<'_>, misprints: u32) -> bool {
        let runs = left.sketch.runs().min(right.sketch.runs());
        let points = [Point::Number, Point::Sender, Point::Addressee, Point::Subject, Point::Series];
        let agreeing: u32 = points.into_iter().map(|point| u32::from(self.states(point))).sum();
        let to_the_minute = is_to_the_minute(left.telegram) && is_to_the_minute(right.telegram);
        let same_day = self.states(Point::Date);
        let needed = 1 + u32::from(runs < SHORT) + u32::from(runs < VERY_SHORT) + u32::from(misprints > 0);
        // A text of the day before or after may be yesterday's report.
        let needed = if same_day { needed } else { needed.max(2) };
        let agreeing = agreeing + u32::from(same_day && to_the_minute);
        agreeing >= needed && (same_day || runs >= SHORT)
    }
}

fn is_to_the_minute(telegram: &Telegram) -> bool {
    matches!(telegram.date, Some(MessageDate::Zulu(_) | MessageDate::Local(_)))
}
