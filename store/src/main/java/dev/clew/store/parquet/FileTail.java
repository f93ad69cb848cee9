package dev.clew.store.parquet;

/// Where the part of a file begins that page checksums do not cover (bloom filters, offset indexes,
/// footer), and what is in it. Kept outside the file.
///
/// @param fileBytes length of the whole file
/// @param offset of the first byte of the tail, which goes to the end of the file
/// @param checksum CRC-32C of the tail
public record FileTail(long fileBytes, long offset, int checksum) {}
