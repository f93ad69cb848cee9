/// Reads files of OTLP traces, whatever their shape and size, and sends them through OTLP's door.
/// Start at {@link dev.clew.server.cli.otlpfile.OtlpFile}, then
/// {@link dev.clew.server.cli.otlpfile.OtlpImport}.
@NullMarked
package dev.clew.server.cli.otlpfile;

import org.jspecify.annotations.NullMarked;
