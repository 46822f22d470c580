//! shim
pub(crate) struct MessageId {
    pub(crate) routing_indicator: String,
}
pub(crate) fn parse(text: &str) -> Option<MessageId> {
    let rest = text.strip_prefix("DE ")?;
    Some(MessageId { routing_indicator: rest.split(' ').next()?.to_owned() })
        .filter(|m| m.routing_indicator.len() >= 4 && rest.contains('#'))
}
