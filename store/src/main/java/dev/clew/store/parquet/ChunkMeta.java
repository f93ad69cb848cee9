package dev.clew.store.parquet;

import org.apache.parquet.format.Encoding;
import org.jspecify.annotations.Nullable;

/// What the footer says of a column chunk.
///
/// @param encoding of the data pages
/// @param offset of the first page, the dictionary's where there is one
/// @param dictionaryLength of the dictionary page with its header; 0 where there is none
/// @param indexOffset of the offset index, in the file
/// @param bloomOffset 0 where there is no bloom filter
/// @param bounds smallest and largest word; null where they are not known
@SuppressWarnings("ArrayRecordComponent")
record ChunkMeta(
    Encoding encoding,
    boolean compressed,
    long offset,
    long length,
    long dictionaryLength,
    long indexOffset,
    int indexLength,
    long bloomOffset,
    int bloomLength,
    long nullCount,
    long @Nullable [] bounds) {}
