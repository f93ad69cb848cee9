package dev.clew.server.otlp;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.util.AsciiString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// `TraceService/Export` of OTLP/gRPC, on the bytes of the message: framing is done here, and no
/// message object is ever made.
///
/// The framing is that of gRPC over HTTP/2: a byte that says whether the message is compressed, its
/// length in four bytes, the message.
final class OtlpGrpcService implements HttpService {
  static final String PATH = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";

  private static final int FRAME_HEADER = 5;
  private static final MediaType GRPC_PROTO = MediaType.create("application", "grpc+proto");
  private static final AsciiString ENCODING = AsciiString.cached("grpc-encoding");
  private static final AsciiString ACCEPT_ENCODING = AsciiString.cached("grpc-accept-encoding");
  private static final AsciiString STATUS = AsciiString.cached("grpc-status");
  private static final AsciiString MESSAGE = AsciiString.cached("grpc-message");
  private static final AsciiString DETAILS = AsciiString.cached("grpc-status-details-bin");
  private static final String ACCEPTED_ENCODINGS = "identity,gzip,zstd,deflate";

  private static final ResponseHeaders HEADERS =
      ResponseHeaders.builder(HttpStatus.OK)
          .contentType(GRPC_PROTO)
          .set(ACCEPT_ENCODING, ACCEPTED_ENCODINGS)
          .build();
  private static final HttpHeaders TRAILERS = HttpHeaders.of(STATUS, "0");

  private final SpanIntake intake;
  private final OtlpMetrics metrics;
  private final int maxBytes;

  /// @param maxBytes the largest message, compressed and not
  OtlpGrpcService(SpanIntake intake, OtlpMetrics metrics, int maxBytes) {
    this.intake = intake;
    this.metrics = metrics;
    this.maxBytes = maxBytes;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    MediaType contentType = request.contentType();
    if (request.method() != HttpMethod.POST
        || contentType == null
        || !contentType.subtype().startsWith("grpc")) {
      metrics.refused(OtlpMetrics.GRPC, Refusal.TYPE);
      return HttpResponse.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          MediaType.PLAIN_TEXT_UTF_8,
          "this is a gRPC method: send content-type application/grpc, or OTLP/HTTP to POST "
              + OtlpHttpService.PATH);
    }
    InFlightBytes inFlight = intake.inFlight();
    InFlightBytes.Reservation reservation = inFlight.open();
    String encoding = request.headers().get(ENCODING);
    return HttpResponse.of(
        RequestBody.read(context, request, maxBytes + FRAME_HEADER, inFlight, reservation)
            .thenCompose(
                body -> {
                  metrics.received(OtlpMetrics.GRPC, body.length());
                  return take(body, encoding, reservation);
                })
            .handle(
                (taken, failure) -> {
                  reservation.close();
                  return failure == null ? taken(taken) : refused(Failures.refusal(failure));
                }));
  }

  private CompletableFuture<SpanIntake.Taken> take(
      ByteRange body, @Nullable String encoding, InFlightBytes.Reservation reservation) {
    try {
      boolean compressed = isCompressed(body);
      ContentCoding coding = compressed ? ContentCoding.named(encoding) : ContentCoding.IDENTITY;
      if (coding == null) {
        throw new RefusedException(
            Refusal.CODING,
            "unknown grpc-encoding '" + encoding + "', known are " + ContentCoding.KNOWN);
      }
      if (compressed && coding == ContentCoding.IDENTITY) {
        throw new RefusedException(
            Refusal.MALFORMED, "the message is marked as compressed, but grpc-encoding is not set");
      }
      ByteRange message = new ByteRange(body.array(), FRAME_HEADER, body.length() - FRAME_HEADER);
      return intake.take(message, coding, BodyFormat.PROTOBUF, maxBytes, reservation);
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /// Checks that the body is one whole frame.
  private static boolean isCompressed(ByteRange body) throws RefusedException {
    byte[] bytes = body.array();
    if (body.length() < FRAME_HEADER) {
      throw new RefusedException(
          Refusal.MALFORMED,
          "the request has " + body.length() + " bytes, a gRPC frame has at least " + FRAME_HEADER);
    }
    if (bytes[0] != 0 && bytes[0] != 1) {
      throw new RefusedException(
          Refusal.MALFORMED,
          "the first byte of a gRPC frame is " + (bytes[0] & 0xFF) + ", not 0 or 1");
    }
    long length = Integer.toUnsignedLong(ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt());
    if (length != body.length() - FRAME_HEADER) {
      throw new RefusedException(
          Refusal.MALFORMED,
          "the gRPC frame says " + length + " bytes, " + (body.length() - FRAME_HEADER) + " came");
    }
    return bytes[0] == 1;
  }

  private HttpResponse taken(SpanIntake.Taken taken) {
    metrics.taken(OtlpMetrics.GRPC, taken);
    byte[] message = ExportResponse.write(taken.result(), BodyFormat.PROTOBUF);
    byte[] frame = new byte[FRAME_HEADER + message.length];
    var _ = ByteBuffer.wrap(frame).put((byte) 0).putInt(message.length).put(message);
    return HttpResponse.of(HEADERS, HttpData.wrap(frame), TRAILERS);
  }

  /// An answer of headers alone, as gRPC has it where there is no message.
  private HttpResponse refused(RefusedException exception) {
    Refusal refusal = exception.refusal();
    metrics.refused(OtlpMetrics.GRPC, refusal);
    String details =
        Base64.getEncoder()
            .withoutPadding()
            .encodeToString(RpcStatus.protobuf(refusal, exception.getMessage()));
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(GRPC_PROTO)
            .set(ACCEPT_ENCODING, ACCEPTED_ENCODINGS)
            .set(STATUS, String.valueOf(refusal.grpcCode()))
            .set(MESSAGE, percentEncoded(exception.getMessage()))
            .set(DETAILS, details)
            .build());
  }

  /// As gRPC writes messages into headers: printable ASCII but `%` stays.
  static String percentEncoded(String message) {
    StringBuilder encoded = new StringBuilder(message.length());
    for (byte b : message.getBytes(StandardCharsets.UTF_8)) {
      if (b >= 0x20 && b < 0x7F && b != '%') {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(String.format("%02X", b & 0xFF));
      }
    }
    return encoded.toString();
  }
}
