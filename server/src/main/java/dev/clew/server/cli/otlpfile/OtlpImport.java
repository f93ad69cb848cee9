package dev.clew.server.cli.otlpfile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Brings files into a server: reads, decodes and sends, a few requests at the same time.
///
/// In memory are one piece and the requests under way, which have {@value #BYTES_UNDER_WAY} bytes
/// at most, or one request if that is larger.
public final class OtlpImport implements AutoCloseable {
  private static final int REQUEST_BYTES = 1 << 20;
  private static final int BYTES_UNDER_WAY = 4 << 20;

  /// Is told how far the import is, after every piece.
  @FunctionalInterface
  public interface Progress {
    /// @param bytesRead of the file that is being read, as it lies on disk
    /// @param spansTaken by the server so far, of all files
    void at(long bytesRead, long spansTaken);
  }

  private final OtlpSender sender;
  private final Problems problems;
  private final Progress progress;
  private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore room = new Semaphore(BYTES_UNDER_WAY);
  private final AtomicLong taken = new AtomicLong();
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

  private final ByteArrayOutputStream body = new ByteArrayOutputStream(2 * REQUEST_BYTES);
  private int spansInBody;
  private String firstPlace = "";
  private String lastPlace = "";

  /// @param problems may be told from several threads
  public OtlpImport(OtlpSender sender, Problems problems, Progress progress) {
    this.sender = sender;
    this.problems = problems;
    this.progress = progress;
  }

  /// Brings in one file and waits until the server has answered for all of it.
  ///
  /// @throws ConnectException when nobody listens
  /// @throws DoorException when the server does not take anything any more
  /// @throws IOException when the file cannot be read to its end; what was read is sent
  public void add(Path path) throws IOException, InterruptedException {
    IOException unreadable = null;
    try {
      read(path);
    } catch (DoorException | ConnectException e) {
      throw e;
    } catch (IOException e) {
      unreadable = e;
    }
    if (body.size() > 0) {
      send();
    }
    room.acquire(BYTES_UNDER_WAY);
    room.release(BYTES_UNDER_WAY);
    throwFailure();
    if (unreadable != null) {
      throw unreadable;
    }
  }

  private void read(Path path) throws IOException, InterruptedException {
    PieceDecoder decoder = new PieceDecoder(problems);
    try (OtlpFile file = OtlpFile.open(path, problems)) {
      for (Piece piece = file.next(); piece != null; piece = file.next()) {
        decoder.decode(piece, this::append);
        if (body.size() >= REQUEST_BYTES) {
          send();
        }
        progress.at(file.bytesRead(), taken.get());
      }
    }
  }

  /// How many spans the server has taken, of all files.
  public long spansTaken() {
    return taken.get();
  }

  @Override
  public void close() {
    senders.shutdownNow();
  }

  private void append(PieceDecoder.Part part) {
    if (spansInBody == 0) {
      firstPlace = part.place();
    }
    lastPlace = part.place();
    spansInBody += part.spans();
    body.writeBytes(part.protobuf());
  }

  private void send() throws IOException, InterruptedException {
    byte[] request = body.toByteArray();
    int spans = spansInBody;
    String place = firstPlace.equals(lastPlace) ? firstPlace : firstPlace + " to " + lastPlace;
    body.reset();
    spansInBody = 0;
    int permits = Math.min(request.length, BYTES_UNDER_WAY);
    room.acquire(permits);
    try {
      throwFailure();
    } catch (IOException e) {
      room.release(permits);
      throw e;
    }
    senders.execute(
        () -> {
          try {
            send(request, spans, place);
          } finally {
            room.release(permits);
          }
        });
  }

  private void send(byte[] request, int spans, String place) {
    try {
      OtlpSender.Answer answer = sender.send(request);
      taken.addAndGet(spans - answer.rejectedSpans());
      if (answer.rejectedSpans() > 0 || !answer.message().isEmpty()) {
        problems.report(
            place, answer.rejectedSpans() + " spans left out by the server: " + answer.message());
      }
    } catch (OtlpSender.RefusedException e) {
      problems.report(place, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.compareAndSet(null, new IOException("interrupted", e));
    }
  }

  private void throwFailure() throws IOException {
    IOException e = failure.get();
    if (e instanceof ConnectException) {
      throw e;
    }
    if (e != null) {
      throw new DoorException(e);
    }
  }

  /// The server does not answer any more, or refuses for longer than patience lasts.
  public static final class DoorException extends IOException {
    private static final long serialVersionUID = 1L;

    DoorException(IOException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
