package dev.clew.server.otlp;

import com.linecorp.armeria.common.MediaType;
import org.jspecify.annotations.Nullable;

/// How an OTLP message is written: the content types of OTLP/HTTP.
enum BodyFormat {
  PROTOBUF,
  JSON;

  /// The content type that answers bear.
  MediaType contentType() {
    return switch (this) {
      case PROTOBUF -> MediaType.X_PROTOBUF;
      case JSON -> MediaType.JSON;
    };
  }

  /// The format of a content type, null where it is none of OTLP's.
  static @Nullable BodyFormat of(@Nullable MediaType contentType) {
    if (contentType == null) {
      return null;
    }
    return switch (contentType.type() + "/" + contentType.subtype()) {
      case "application/x-protobuf", "application/protobuf" -> PROTOBUF;
      case "application/json" -> JSON;
      default -> null;
    };
  }
}
