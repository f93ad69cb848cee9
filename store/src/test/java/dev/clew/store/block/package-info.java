/// Tests of blocks, against the segments they are made of and against DuckDB.
@NullMarked
package dev.clew.store.block;

import org.jspecify.annotations.NullMarked;
