package dev.clew.server.otlp;

import dev.clew.model.otlp.DecodeResult;
import dev.clew.server.json.JsonText;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;

/// Writes `ExportTraceServiceResponse`: empty where every span was taken.
final class ExportResponse {
  private static final byte[] EMPTY_PROTOBUF = {};
  private static final byte[] EMPTY_JSON = {'{', '}'};

  private ExportResponse() {}

  static byte[] write(DecodeResult result, BodyFormat format) {
    String error = result.firstError() == null ? "" : result.firstError();
    if (result.rejectedSpans() == 0 && error.isEmpty()) {
      return format == BodyFormat.JSON ? EMPTY_JSON : EMPTY_PROTOBUF;
    }
    return switch (format) {
      case PROTOBUF ->
          ExportTraceServiceResponse.newBuilder()
              .setPartialSuccess(
                  ExportTracePartialSuccess.newBuilder()
                      .setRejectedSpans(result.rejectedSpans())
                      .setErrorMessage(error))
              .build()
              .toByteArray();
      case JSON ->
          JsonText.object(
              json -> {
                json.writeObjectFieldStart("partialSuccess");
                json.writeStringField("rejectedSpans", String.valueOf(result.rejectedSpans()));
                json.writeStringField("errorMessage", error);
                json.writeEndObject();
              });
    };
  }
}
