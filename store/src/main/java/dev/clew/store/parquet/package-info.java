/// Parquet files, written and read: pages are ours, metadata is the library's. As much of the
/// format as Clew uses, and any Parquet reader can read it.
///
/// Start at {@link dev.clew.store.parquet.ParquetFileWriter} and {@link
/// dev.clew.store.parquet.ParquetFile}; what goes in and comes out is {@link
/// dev.clew.store.parquet.ColumnData}.
@NullMarked
package dev.clew.store.parquet;

import org.jspecify.annotations.NullMarked;
