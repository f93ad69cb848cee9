package dev.clew.store.live;

/// The tables of a snapshot, each in its own row numbers.
///
/// @param scopeOf of each span the row of its scope
/// @param resourceOf of each scope the row of its resource
/// @param spanOfEvent of each event the row of its span
/// @param spanOfLink of each link the row of its span
@SuppressWarnings("ArrayRecordComponent")
record Tables(
    TableBuffer.View spans,
    TableBuffer.View events,
    TableBuffer.View links,
    TableBuffer.View resources,
    TableBuffer.View scopes,
    int[] scopeOf,
    int[] resourceOf,
    int[] spanOfEvent,
    int[] spanOfLink) {}
