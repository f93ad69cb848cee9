/// Tests of the file format, against DuckDB and parquet-java.
@NullMarked
package dev.clew.store.parquet;

import org.jspecify.annotations.NullMarked;
