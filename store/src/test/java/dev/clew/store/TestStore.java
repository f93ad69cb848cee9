package dev.clew.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.SpanBatch;
import dev.clew.store.disk.FaultyDisk;
import dev.clew.store.segment.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A store on a disk that fails as it is told, and a sender that remembers what was acknowledged.
/// Spans are known by a number, which is their trace's and their own id.
final class TestStore implements AutoCloseable {
  /// Near enough to the tests' clock that spans are no strays.
  static final long START = System.currentTimeMillis() * 1_000_000L;

  private static final long PATIENCE_SECONDS = 60;

  final FaultyDisk disk;
  final Path folder;
  StoreOptions.Builder options;
  Store store;

  /// By tenant and span, as `tenant/number`.
  final SortedSet<String> acknowledged = new TreeSet<>();

  final SortedSet<String> sent = new TreeSet<>();

  /// @param folder of the lock file alone; all others are in memory
  TestStore(Path folder, FsyncPolicy fsync) throws IOException {
    this.folder = folder;
    disk = new FaultyDisk(folder);
    options = StoreOptions.builder().disk(disk).fsync(fsync).waitingGenerations(100);
    store = open();
  }

  private Store open() throws IOException {
    return Store.open(folder, options.build(), RecoveryListener.NONE, new TinyBlockFiles(disk));
  }

  /// Sends a span and waits for the answer.
  ///
  /// @return whether it was acknowledged
  boolean send(String tenant, long number) {
    return send(tenant, number, SpanBatches.of(START, number));
  }

  boolean send(long number) {
    return send("default", number);
  }

  boolean send(String tenant, long number, SpanBatch batch) {
    sent.add(tenant + "/" + number);
    try {
      store.append(tenant, batch).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      acknowledged.add(tenant + "/" + number);
      return true;
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(StoreRefusedException.class);
      return false;
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("no answer to an append", e);
    }
  }

  /// Closes the generation and waits until its blocks are committed or the disk has halted.
  void flush() {
    Future<?> done = store.flush();
    for (long waited = 0; !done.isDone() && !disk.halted(); waited++) {
      if (waited > PATIENCE_SECONDS * 1000) {
        throw new AssertionError("no end of a flush: " + store.status().problems());
      }
      sleep();
    }
  }

  /// Ends the process at once and starts the next one.
  void kill() throws IOException {
    stop();
    disk.kill();
    store = open();
  }

  /// Ends the process and the power, and starts the next one.
  void losePower(Random random) throws IOException {
    stop();
    disk.losePower(random);
    store = open();
  }

  /// Ends the process without a chance to write anything more.
  void stop() throws IOException {
    disk.halt();
    store.close();
  }

  /// Starts the next process.
  void restart() throws IOException {
    store = open();
  }

  /// Closes the store in order and opens it again.
  void reopen() throws IOException {
    store.close();
    store = open();
  }

  /// What a client that keeps to the protocol sends again.
  List<String> unacknowledged() {
    return sent.stream().filter(span -> !acknowledged.contains(span)).toList();
  }

  /// Every span that a tenant has, as often as it has it.
  List<String> spans(String tenant) {
    List<String> found = new ArrayList<>();
    try (StoreSnapshot snapshot = store.snapshot(tenant)) {
      for (Segment segment : snapshot.segments()) {
        for (int row = 0; row < segment.spanCount(); row++) {
          found.add(tenant + "/" + segment.traceIdLow(segment.trace(row)));
        }
      }
    }
    found.sort(null);
    return found;
  }

  /// All spans of both tenants that tests use.
  List<String> spans() {
    List<String> found = spans("default");
    found.addAll(spans("other"));
    found.sort(null);
    return found;
  }

  /// No acknowledged span is lost, none doubled, and none is there that was not sent.
  void check(String when) {
    List<String> found = spans();
    assertThat(found).as("%s: doubled", when).doesNotHaveDuplicates();
    assertThat(found).as("%s: lost", when).containsAll(acknowledged);
    assertThat(sent).as("%s: invented", when).containsAll(found);
  }

  static void sleep() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
