//! What SQLite finds wrong with its file.

use rusqlite::Connection;

use crate::Error;

/// Damage of the file, and rows that name what is not there.
pub(super) fn integrity(connection: &Connection) -> Result<Vec<String>, Error> {
    let mut found = Vec::new();
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    for line in statement.query_map([], |row| row.get::<_, String>(0))? {
        let line = line?;
        if line != "ok" {
            found.push(line);
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    for row in statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?)))? {
        let (table, row) = row?;
        found.push(format!("row {} of table {table} names something that is not there", row.unwrap_or(0)));
    }
    let mut statement = connection.prepare(
        "SELECT ifnull(t.address, '/' || t.id) FROM telegram t LEFT JOIN witness w ON w.number = t.shown AND w.telegram = t.number
         WHERE w.number IS NULL",
    )?;
    for address in statement.query_map([], |row| row.get::<_, String>(0))? {
        found.push(format!("{} shows a witness that it does not have", address?));
    }
    Ok(found)
}
