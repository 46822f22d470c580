//! `.zip`, read from its list of members.

use core::ops::ControlFlow;
use std::io::{Read, Seek};

use super::{LEADS_OUTSIDE, Walk, member};

pub(super) fn read(walk: &mut Walk<'_, '_>, file: &str, reader: impl Read + Seek, depth: usize) -> ControlFlow<()> {
    let mut archive = match zip::ZipArchive::new(reader) {
        Ok(archive) => archive,
        Err(error) => return walk.problem(file, None, format!("cannot be read: {error}")),
    };
    for index in 0..archive.len() {
        let position = Some(format!("member {}", index + 1));
        if index as u64 >= walk.options.limits.max_members {
            let reason = format!("more than {} members, the rest is not read", walk.options.limits.max_members);
            return walk.problem(file, position, reason);
        }
        let listed = archive.name_for_index(index).and_then(Result::ok).map(|name| name.into_owned());
        let shown = listed.map_or_else(|| file.to_owned(), |name| format!("{file}!{}", name.escape_debug()));
        let entry = match archive.by_index(index) {
            Ok(entry) => entry,
            Err(error) => {
                walk.problem(&shown, position, format!("cannot be read: {error}"))?;
                continue;
            }
        };
        if entry.is_dir() {
            continue;
        }
        let name = match member(file, entry.name_raw()) {
            Ok(name) => name,
            Err(shown) => {
                walk.problem(&shown, position, LEADS_OUTSIDE)?;
                continue;
            }
        };
        if entry.is_symlink() {
            walk.problem(&name, position, "a link, not followed")?;
        } else {
            // The size that the list states may be a lie; what is read counts.
            let size = entry.size();
            let mut counted = walk.budget.count_output(entry);
            walk.member(&name, &mut counted, depth, Some((size, position.as_deref().unwrap_or_default())))?;
        }
        if walk.budget.used_up() {
            return ControlFlow::Continue(());
        }
    }
    ControlFlow::Continue(())
}
