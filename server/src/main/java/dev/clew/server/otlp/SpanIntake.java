package dev.clew.server.otlp;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.otlp.DecodeResult;
import dev.clew.model.otlp.OtlpDecodeException;
import dev.clew.model.otlp.OtlpJsonDecoder;
import dev.clew.model.otlp.OtlpProtobufDecoder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Decompresses and decodes message bodies on a few threads of its own and hands the spans to the
/// sink, so that event loops only move bytes.
///
/// What waits for a thread is bounded by {@link InFlightBytes}, where every request is accounted
/// for from its first byte until the sink has answered.
public final class SpanIntake implements AutoCloseable {
  /// A builder that has grown for a body larger than this, in bytes, is not kept.
  private static final int LARGE_BODY = 4 << 20;

  private final SpanSink sink;
  private final InFlightBytes inFlight;
  private final ExecutorService workers;
  private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

  public SpanIntake(SpanSink sink, InFlightBytes inFlight) {
    this.sink = sink;
    this.inFlight = inFlight;
    this.workers =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("otlp-decode-", 0).factory());
  }

  InFlightBytes inFlight() {
    return inFlight;
  }

  /// Decodes a body and keeps its spans.
  ///
  /// @param limit the most bytes that the body may decompress to
  /// @return completes when the spans are kept; fails with a {@link RefusedException}
  CompletableFuture<Taken> take(
      ByteRange body,
      ContentCoding coding,
      BodyFormat format,
      int limit,
      InFlightBytes.Reservation reservation) {
    return CompletableFuture.completedFuture(body)
        .thenComposeAsync(
            whole -> decodeAndAppend(whole, coding, format, limit, reservation), workers);
  }

  private CompletableFuture<Taken> decodeAndAppend(
      ByteRange body,
      ContentCoding coding,
      BodyFormat format,
      int limit,
      InFlightBytes.Reservation reservation) {
    Workspace workspace = workspaces.get();
    try {
      ByteRange message = coding.decode(body, limit, inFlight, reservation);
      if (message.length() > LARGE_BODY) {
        workspaces.remove();
      }
      DecodeResult result = workspace.decode(message, format);
      Taken taken = new Taken(workspace.builder.size(), result);
      if (taken.spans() == 0) {
        return CompletableFuture.completedFuture(taken);
      }
      SpanBatch batch = workspace.builder.build();
      return sink.append(batch).thenApply(_ -> taken);
    } catch (RefusedException e) {
      return CompletableFuture.failedFuture(e);
    } catch (OtlpDecodeException e) {
      return CompletableFuture.failedFuture(refusal(e));
    } finally {
      workspace.builder.clear();
    }
  }

  private static RefusedException refusal(OtlpDecodeException e) {
    Refusal refusal =
        switch (e.reason()) {
          case MALFORMED -> Refusal.MALFORMED;
          case TOO_LARGE -> Refusal.TOO_LARGE;
        };
    return new RefusedException(refusal, String.valueOf(e.getMessage()));
  }

  /// Lets the threads end once they have nothing left to do.
  @Override
  public void close() {
    workers.shutdown();
  }

  /// What became of a body that was taken.
  ///
  /// @param spans how many spans were kept, exact repeats included
  /// @param result how many were not, and why
  record Taken(int spans, DecodeResult result) {}

  /// What a thread needs to decode, used again and again.
  private static final class Workspace {
    private final OtlpProtobufDecoder protobuf = new OtlpProtobufDecoder();
    private final OtlpJsonDecoder json = new OtlpJsonDecoder();
    private final SpanBatchBuilder builder = new SpanBatchBuilder();

    DecodeResult decode(ByteRange message, BodyFormat format) throws OtlpDecodeException {
      return switch (format) {
        case PROTOBUF ->
            protobuf.decode(message.array(), message.offset(), message.length(), builder);
        case JSON -> json.decode(message.array(), message.offset(), message.length(), builder);
      };
    }
  }
}
