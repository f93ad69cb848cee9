package dev.clew.store;

import dev.clew.store.log.RecordEncoder;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Encoders that wait to be used, no more than can run at once. A pool and not a thread-local,
/// since a server has more threads than processors and an encoder holds a megabyte or two.
final class RecordEncoders implements AutoCloseable {
  private final BlockingQueue<RecordEncoder> idle =
      new ArrayBlockingQueue<>(2 * Runtime.getRuntime().availableProcessors());

  RecordEncoder take() {
    RecordEncoder encoder = idle.poll();
    return encoder == null ? new RecordEncoder() : encoder;
  }

  void giveBack(RecordEncoder encoder) {
    if (!idle.offer(encoder)) {
      encoder.close();
    }
  }

  @Override
  public void close() {
    for (RecordEncoder e = idle.poll(); e != null; e = idle.poll()) {
      e.close();
    }
  }
}
