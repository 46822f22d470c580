//! The archive's copies of the 1970s: pages with banners, copies for offices,
//! drafters (rule RECORD-TEXT).

use super::identity::{Identity, class_words};
use super::{Form, envelope};
use crate::Telegram;

/// The lines above the date-time group: copies, drafters, the dash line.
pub(super) fn distribution(telegram: &Telegram, form: &Form, identity: &Identity) -> Vec<String> {
    let word = if identity.post == "STATE" { "ORIGIN" } else { "ACTION" };
    let mut lines = vec![format!("{word} EA-10"), String::new(), "INFO OCT-01 ISO-00 /011 W".to_owned(), String::new()];
    for (word, people) in [("DRAFTED BY ", &telegram.drafted_by), ("APPROVED BY ", &telegram.approved_by)] {
        lines.extend(people.iter().map(|person| format!("{word}{}", person.text)));
    }
    lines.extend(telegram.cleared_by.iter().map(|person| person.text.clone()));
    lines.push(envelope::dash_line(form, identity));
    lines
}

/// Cuts one message into pages and appends them.
pub(super) fn paginate(
    telegram: &Telegram,
    form: &Form,
    identity: &Identity,
    section: Option<(u32, u32)>,
    message: Vec<String>,
    lines: &mut Vec<String>,
) {
    let banner = telegram.classification.map(|class| class_words(class, false)).unwrap_or_default();
    let section = section.map(|(section, count)| format!("  {section:02} OF {count:02}")).unwrap_or_default();
    let group = identity.group().map(|group| format!("  {group}")).unwrap_or_default();
    let serial = identity.serial().map(|serial| format!("        {serial}")).unwrap_or_default();
    let per_page = form.page_lines.saturating_sub(6).max(1);
    let mut rest = message.as_slice();
    let mut number = 1;
    while !rest.is_empty() {
        let (page, next) = rest.split_at(length(rest, per_page));
        lines.extend([banner.clone(), String::new()]);
        lines.push(format!("PAGE {number:02}{serial}{section}{group}"));
        lines.push(String::new());
        lines.extend(page.iter().cloned());
        lines.extend([banner.clone(), String::new()]);
        rest = next;
        number += 1;
    }
}

/// How many lines the next page takes. It does not end before a blank line:
/// among the blanks of the page's edge that line would be lost, and with it
/// where a field or paragraph ends.
fn length(rest: &[String], per_page: usize) -> usize {
    if rest.len() <= per_page {
        return rest.len();
    }
    let is_blank = |at: usize| rest.get(at).is_some_and(|line| line.trim().is_empty());
    (per_page / 2..=per_page).rev().find(|&at| at > 0 && !is_blank(at) && !is_blank(at - 1)).unwrap_or(per_page)
}
