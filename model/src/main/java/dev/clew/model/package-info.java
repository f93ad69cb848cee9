/// Spans in columns: the one shape in which traces travel through Clew, with OTLP's data model.
///
/// Start at {@link dev.clew.model.SpanBatch}, then {@link dev.clew.model.SpanBatchBuilder}, which
/// makes one, and {@link dev.clew.model.AttributeTable}, where attributes stand.
@NullMarked
package dev.clew.model;

import org.jspecify.annotations.NullMarked;
