package dev.clew.server.otlp;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import dev.clew.server.json.JsonText;

/// Writes a refusal as `google.rpc.Status`, the body of errors in OTLP/HTTP and the details of
/// those in gRPC.
final class RpcStatus {
  private RpcStatus() {}

  /// In protobuf, with a `RetryInfo` where a later try may succeed.
  static byte[] protobuf(Refusal refusal, String message) {
    Status.Builder status = Status.newBuilder().setCode(refusal.grpcCode()).setMessage(message);
    if (refusal.isRetryable()) {
      Duration delay = Duration.newBuilder().setSeconds(RefusedException.RETRY_SECONDS).build();
      status.addDetails(Any.pack(RetryInfo.newBuilder().setRetryDelay(delay).build()));
    }
    return status.build().toByteArray();
  }

  /// In the JSON form of protobuf.
  static byte[] json(Refusal refusal, String message) {
    return JsonText.object(
        json -> {
          json.writeNumberField("code", refusal.grpcCode());
          json.writeStringField("message", message);
          if (refusal.isRetryable()) {
            json.writeArrayFieldStart("details");
            json.writeStartObject();
            json.writeStringField("@type", "type.googleapis.com/google.rpc.RetryInfo");
            json.writeStringField("retryDelay", RefusedException.RETRY_SECONDS + "s");
            json.writeEndObject();
            json.writeEndArray();
          }
        });
  }
}
