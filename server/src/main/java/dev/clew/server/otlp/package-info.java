/// The OTLP doors: gRPC and HTTP requests become span batches and are answered as the OTLP
/// specification 1.11 says.
///
/// Start at {@link dev.clew.server.otlp.OtlpDoor}, which puts both protocols on a server, then
/// {@link dev.clew.server.otlp.SpanIntake}, through which every request goes.
@NullMarked
package dev.clew.server.otlp;

import org.jspecify.annotations.NullMarked;
