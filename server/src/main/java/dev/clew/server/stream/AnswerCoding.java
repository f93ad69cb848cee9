package dev.clew.server.stream;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/// How an answer of any length is compressed while it is written.
///
/// A client on this machine gets it as it is: its bytes cost less than their compression would. All
/// others get zstd where they accept it, else gzip, else nothing; both at their fastest level. A
/// request that a proxy passes on is from elsewhere, wherever the proxy runs.
enum AnswerCoding {
  NONE,
  GZIP,
  ZSTD;

  private static final int BUFFER = 16 * 1024;
  private static final int ZSTD_LEVEL = 1;

  static AnswerCoding of(ServiceRequestContext context) {
    RequestHeaders headers = context.request().headers();
    if (context.remoteAddress().getAddress().isLoopbackAddress() && !isPassedOn(headers)) {
      return NONE;
    }
    String accepted = headers.get(HttpHeaderNames.ACCEPT_ENCODING);
    if (AcceptedCodings.accepts(accepted, "zstd")) {
      return ZSTD;
    }
    return AcceptedCodings.accepts(accepted, "gzip") ? GZIP : NONE;
  }

  private static boolean isPassedOn(RequestHeaders headers) {
    return headers.contains(HttpHeaderNames.FORWARDED)
        || headers.contains(HttpHeaderNames.X_FORWARDED_FOR)
        || headers.contains(HttpHeaderNames.VIA);
  }

  /// The name of HTTP's `Content-Encoding`.
  String token() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// A stream that compresses into another one, and has native memory until it is closed.
  OutputStream into(OutputStream out) throws IOException {
    return switch (this) {
      case NONE -> out;
      case GZIP -> new FastGzip(out);
      case ZSTD -> new ZstdOutputStreamNoFinalizer(out, ZSTD_LEVEL);
    };
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(1);
    }
  }
}
