package dev.clew.server.otlp;

/// A part of an array, which belongs to whoever holds this.
@SuppressWarnings("ArrayRecordComponent")
record ByteRange(byte[] array, int offset, int length) {}
