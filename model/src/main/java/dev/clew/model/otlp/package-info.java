/// OTLP's trace messages to and from {@link dev.clew.model.SpanBatch}, by hand on the wire formats.
///
/// Start at {@link dev.clew.model.otlp.OtlpProtobufDecoder}. The rules by which input is read are
/// those of the OTLP specification 1.11 and, where it leaves a choice, of `docs/otlp.md`.
@NullMarked
package dev.clew.model.otlp;

import org.jspecify.annotations.NullMarked;
