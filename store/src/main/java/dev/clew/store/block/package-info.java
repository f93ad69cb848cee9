/// Blocks: what a generation becomes on disk. A directory of Parquet files with what they hold in
/// `meta.json`.
///
/// Start at {@link dev.clew.store.block.BlockWriter}, which makes one of any segment, and {@link
/// dev.clew.store.block.Block}, which reads it as segments again.
@NullMarked
package dev.clew.store.block;

import org.jspecify.annotations.NullMarked;
