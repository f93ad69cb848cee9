package dev.clew.server.stream;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An answer that is written to a stream on a thread that may block.
///
/// The headers go out with the first bytes, which are held back until a buffer is full: a failure
/// before that still becomes a proper error answer; after it the connection breaks off, so that the
/// client does not take a part for the whole.
///
/// Clients on other machines get it compressed, if they like: see [AnswerCoding].
public final class StreamedAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(StreamedAnswer.class);

  private StreamedAnswer() {}

  /// Writes the body of an answer.
  @FunctionalInterface
  public interface Body {
    /// Closes the stream or leaves it open, as it likes.
    ///
    /// @throws ClientGoneException by way of the stream, when nobody reads any more
    void write(OutputStream out) throws IOException;
  }

  /// Answers 200 with what `body` writes.
  ///
  /// @param onFailure the answer for a failure before the first bytes went out
  public static HttpResponse ok(
      ServiceRequestContext context,
      MediaType type,
      Body body,
      Function<Exception, HttpResponse> onFailure) {
    return with(context, ResponseHeaders.of(HttpStatus.OK, "content-type", type), body, onFailure);
  }

  /// Answers with the given headers and what `body` writes.
  ///
  /// @param onFailure the answer for a failure before the first bytes went out
  public static HttpResponse with(
      ServiceRequestContext context,
      ResponseHeaders headers,
      Body body,
      Function<Exception, HttpResponse> onFailure) {
    HttpResponseWriter writer = HttpResponse.streaming();
    context.clearRequestTimeout();
    context.blockingTaskExecutor().execute(() -> write(context, headers, body, onFailure, writer));
    return writer;
  }

  private static void write(
      ServiceRequestContext context,
      ResponseHeaders headers,
      Body body,
      Function<Exception, HttpResponse> onFailure,
      HttpResponseWriter writer) {
    AnswerCoding coding = AnswerCoding.of(context);
    ResponseStream out = new ResponseStream(writer, coded(headers, coding));
    OutputStream coded = null;
    try {
      coded = coding.into(out);
      body.write(coded);
      coded.close();
    } catch (ClientGoneException e) {
      LOG.debug("client of {} went away", context.path());
      writer.close(e);
    } catch (IOException | RuntimeException e) {
      if (out.started()) {
        LOG.warn("answer to {} broken off: {}", context.path(), e.toString(), e);
        writer.close(e);
      } else {
        failed(onFailure.apply(e), writer);
      }
    } finally {
      release(out, coded);
    }
  }

  private static ResponseHeaders coded(ResponseHeaders headers, AnswerCoding coding) {
    return coding == AnswerCoding.NONE
        ? headers
        : headers.toBuilder()
            .set(HttpHeaderNames.CONTENT_ENCODING, coding.token())
            .add(HttpHeaderNames.VARY, "Accept-Encoding")
            .build();
  }

  /// Frees what compression holds, also where the answer was broken off.
  private static void release(ResponseStream out, @Nullable OutputStream coded) {
    out.abandon();
    if (coded != null) {
      try {
        coded.close();
      } catch (IOException e) {
        LOG.warn("compression of an answer did not end: {}", e.toString(), e);
      }
    }
  }

  private static void failed(HttpResponse answer, HttpResponseWriter writer) {
    var _ =
        answer
            .aggregate()
            .thenAccept(
                whole -> {
                  writer.write(whole.headers());
                  if (!whole.content().isEmpty()) {
                    writer.write(whole.content());
                  }
                  writer.close();
                });
  }
}
