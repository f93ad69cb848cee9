/// The log: every accepted batch as one self-contained record, in numbered segment files.
///
/// Start at {@link dev.clew.store.log.LogSegmentWriter} for how records get there and
/// {@link dev.clew.store.log.LogSegmentReader} for how they are found again, whatever happened to
/// the file; {@link dev.clew.store.log.RecordEncoder} and
/// {@link dev.clew.store.log.RecordDecoder} know what is in a record. The bytes are specified in
/// `docs/format.md`, chapter 1.
@NullMarked
package dev.clew.store.log;

import org.jspecify.annotations.NullMarked;
