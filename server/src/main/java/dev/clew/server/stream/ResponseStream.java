package dev.clew.server.stream;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.ResponseHeaders;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The bytes of an answer as a stream. Waits until the client has taken one piece before it hands
/// over the next but one, so no more than two pieces are in memory.
final class ResponseStream extends OutputStream {
  private static final int PIECE = 64 * 1024;

  /// A client that takes nothing for so long has gone.
  private static final long PATIENCE_SECONDS = 30;

  private final HttpResponseWriter writer;
  private final ResponseHeaders headers;
  private final byte[] buffer = new byte[PIECE];
  private int size;
  private boolean started;
  private boolean closed;

  ResponseStream(HttpResponseWriter writer, ResponseHeaders headers) {
    this.writer = writer;
    this.headers = headers;
  }

  /// Whether bytes have gone out, and the headers before them.
  boolean started() {
    return started;
  }

  /// Lets what is written from now on go nowhere, for the client's sake or because nobody is there.
  void abandon() {
    closed = true;
  }

  @Override
  public void write(int b) throws IOException {
    if (closed) {
      return;
    }
    if (size == PIECE) {
      send();
    }
    buffer[size++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (closed) {
      return;
    }
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (size == PIECE) {
        send();
      }
      int count = Math.min(end - at, PIECE - size);
      System.arraycopy(bytes, at, buffer, size, count);
      size += count;
      at += count;
    }
  }

  /// Sends what is buffered now, however little.
  @Override
  public void flush() throws IOException {
    if (size > 0 && !closed) {
      send();
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    send();
    writer.close();
  }

  private void send() throws IOException {
    if (started) {
      awaitTaken();
    } else {
      started = true;
      offer(writer.tryWrite(headers));
    }
    if (size > 0) {
      offer(writer.tryWrite(HttpData.wrap(Arrays.copyOf(buffer, size))));
      size = 0;
    }
  }

  private static void offer(boolean taken) throws ClientGoneException {
    if (!taken) {
      throw new ClientGoneException("the connection is closed");
    }
  }

  private void awaitTaken() throws IOException {
    try {
      writer.whenConsumed().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new ClientGoneException("nothing was read for " + PATIENCE_SECONDS + " s");
    } catch (ExecutionException e) {
      throw new ClientGoneException("the connection is closed: " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientGoneException("the server is stopping");
    }
  }
}
