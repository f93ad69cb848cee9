package dev.clew.store.log;

/// A batch as the bytes of one record, ready to be framed and written.
///
/// @param payload the record; not changed any more
/// @param bodyBytes size of its columns before compression
/// @param spanCount how many spans it holds
public record EncodedRecord(byte[] payload, int bodyBytes, int spanCount) {}
