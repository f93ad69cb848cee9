package dev.clew.benchmarks;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.otlp.OtlpDecodeException;
import dev.clew.model.otlp.OtlpProtobufDecoder;
import dev.clew.store.RecoveryListener;
import dev.clew.store.Store;
import dev.clew.store.StoreOptions;
import dev.clew.store.Tenants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/// Shows what is allocated while spans go from the wire into log, live columns and blocks: bytes by
/// class, from the JVM's own sampling of allocations. Objects for spans or attributes would stand
/// here by the name of their class.
final class AllocationProfile {
  private static final int WARM_UP_REQUESTS = 2_000;
  private static final int REQUESTS = 8_000;
  private static final int CLASSES_SHOWN = 20;

  private AllocationProfile() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("clew-allocation");
    Path file = folder.resolve("profile.jfr");
    long now = System.currentTimeMillis() * 1_000_000L;
    Workload workload = new Workload(1, now);
    Instant begin;
    try (Store store =
            Store.open(
                folder.resolve("data"), StoreOptions.builder().build(), RecoveryListener.NONE);
        Recording recording = new Recording()) {
      // A sample weighs what its thread has allocated since the one before. So sampling begins with
      // the
      // warm-up, and the samples that count come after it.
      recording.enable("jdk.ObjectAllocationSample").with("throttle", "10000/s");
      recording.start();
      run(store, requests(workload, WARM_UP_REQUESTS));
      List<byte[]> measured = requests(workload, REQUESTS);
      run(store, requests(workload, 1));
      begin = Instant.now();
      run(store, measured);
      recording.stop();
      recording.dump(file);
    }
    print(file, begin);
    Folders.delete(folder);
  }

  private static List<byte[]> requests(Workload workload, int count) {
    List<byte[]> requests = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      requests.add(workload.next());
    }
    return requests;
  }

  private static void run(Store store, List<byte[]> requests) throws OtlpDecodeException {
    OtlpProtobufDecoder decoder = new OtlpProtobufDecoder();
    SpanBatchBuilder builder = new SpanBatchBuilder();
    for (byte[] request : requests) {
      decoder.decode(request, 0, request.length, builder);
      SpanBatch batch = builder.build();
      builder.clear();
      store.append(Tenants.DEFAULT, batch).join();
    }
    store.flush().join();
  }

  private static void print(Path file, Instant begin) throws IOException {
    Map<String, Long> bytes = new HashMap<>();
    long total = 0;
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getStartTime().isBefore(begin)) {
        continue;
      }
      long weight = event.getLong("weight");
      bytes.merge(event.getClass("objectClass").getName(), weight, Long::sum);
      total += weight;
    }
    long spans = (long) REQUESTS * Workload.SPANS_PER_REQUEST;
    System.out.printf(Locale.ROOT, "%,d spans, %.0f bytes a span%n", spans, (double) total / spans);
    long all = total;
    bytes.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(CLASSES_SHOWN)
        .forEach(
            entry ->
                System.out.printf(
                    Locale.ROOT,
                    "%5.1f %%  %7.1f bytes a span  %s%n",
                    100.0 * entry.getValue() / all,
                    (double) entry.getValue() / spans,
                    entry.getKey()));
  }
}
