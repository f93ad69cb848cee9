/// The store: log, live columns and Parquet blocks behind one reading interface.
@NullMarked
package dev.clew.store;

import org.jspecify.annotations.NullMarked;
