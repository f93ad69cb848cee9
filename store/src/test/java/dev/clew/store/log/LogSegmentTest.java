package dev.clew.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.store.SpanBatches;
import dev.clew.store.disk.Disk;
import dev.clew.store.disk.LocalDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Segment files that are whole, torn and damaged.
class LogSegmentTest {
  private static final long SALT = 0x1122334455667788L;

  @TempDir Path folder;
  private final Disk disk = new LocalDisk();

  @Test
  void recordsComeBackInOrder() throws Exception {
    Path file = write(20);
    assertThat(read(file).ids).containsExactlyElementsOf(ids(20));
  }

  @Test
  void everyTruncationIsATornTailAfterTheLastWholeRecord() throws Exception {
    Path file = write(3);
    byte[] whole = Files.readAllBytes(file);
    List<Long> ends = read(file).ends;
    for (int length = whole.length - 1; length >= 0; length--) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      Found found = read(file);
      long kept = 0;
      int records = 0;
      for (long end : ends) {
        if (end <= length) {
          records++;
          kept = end;
        }
      }
      kept = Math.max(kept, length < LogFormat.HEADER_BYTES ? 0 : LogFormat.FIRST_FRAME);
      assertThat(found.ids).as("%s bytes", length).hasSize(records);
      assertThat(found.damaged).as("%s bytes", length).isEmpty();
      if (length > kept) {
        assertThat(found.torn).as("%s bytes", length).containsExactly(kept + "-" + length);
      }
    }
  }

  @Test
  void aDamagedByteCostsOnlyTheRecordItIsIn() throws Exception {
    Path file = write(5);
    byte[] whole = Files.readAllBytes(file);
    List<Long> ends = read(file).ends;
    for (int at = LogFormat.FIRST_FRAME; at < ends.get(3); at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      Files.write(file, damaged);
      Found found = read(file);
      int record = 0;
      while (ends.get(record) <= at) {
        record++;
      }
      List<Long> kept = ids(5);
      kept.remove(record);
      assertThat(found.ids).as("byte %s", at).containsExactlyElementsOf(kept);
      long from = record == 0 ? LogFormat.FIRST_FRAME : ends.get(record - 1);
      assertThat(found.damaged).containsExactly(from + "-" + ends.get(record));
      assertThat(found.torn).isEmpty();
    }
  }

  @Test
  void aDamagedByteInOneCopyOfTheHeaderCostsNothing() throws Exception {
    Path file = write(2);
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < LogFormat.FIRST_FRAME; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Files.write(file, damaged);
      assertThat(read(file).ids).as("byte %s", at).containsExactly(1L, 2L);
    }
  }

  @Test
  void aFrameInsideAnAttributeIsNotTakenForARecord() throws Exception {
    byte[] payload = new byte[50];
    byte[] forged = new byte[LogFormat.FRAME_HEADER_BYTES + payload.length];
    LogFormat.INT.set(forged, 0, LogFormat.FRAME_MARKER);
    LogFormat.INT.set(forged, 4, payload.length);
    // Whoever forges it does not know the salt.
    LogFormat.INT.set(forged, 8, LogFormat.frameChecksum(0, payload, 0, payload.length));
    Path file = write(2);
    byte[] whole = Files.readAllBytes(file);
    byte[] longer = java.util.Arrays.copyOf(whole, whole.length + forged.length);
    System.arraycopy(forged, 0, longer, whole.length, forged.length);
    Files.write(file, longer);
    Found found = read(file);
    assertThat(found.ids).containsExactly(1L, 2L);
    assertThat(found.torn).containsExactly(whole.length + "-" + longer.length);
  }

  @Test
  void noDamageMakesReadingFail() throws Exception {
    Path file = write(6);
    byte[] whole = Files.readAllBytes(file);
    for (long seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      byte[] damaged = java.util.Arrays.copyOf(whole, whole.length + random.nextInt(64));
      for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Files.write(file, damaged);
      assertThat(ids(6)).as("seed %s", seed).containsAll(read(file).ids);
    }
  }

  @Test
  void aRecordLargerThanTheBufferIsWrittenWhole() throws Exception {
    Random random = new Random(8);
    try (RecordEncoder encoder = new RecordEncoder();
        LogSegmentWriter writer = LogSegmentWriter.create(disk, folder, 1, SALT)) {
      EncodedRecord large = encoder.encode("default", 1, SpanBatches.random(random, 20_000));
      assertThat(large.payload().length).isGreaterThan(300_000);
      writer.write(List.of(large, encoder.encode("default", 1, SpanBatches.single(9, 1))));
      assertThat(writer.length()).isEqualTo(Files.size(writer.path()));
    }
    assertThat(read(LogDirectory.segment(folder, 1)).ends).hasSize(2);
  }

  private Path write(int records) throws IOException {
    try (RecordEncoder encoder = new RecordEncoder();
        LogSegmentWriter writer = LogSegmentWriter.create(disk, folder, 7, SALT)) {
      for (long id = 1; id <= records; id++) {
        writer.write(List.of(encoder.encode("default", 1, SpanBatches.single(id, 1))));
      }
      return writer.path();
    }
  }

  private Found read(Path file) throws IOException {
    Found found = new Found(file);
    try (LogSegmentReader reader = LogSegmentReader.open(disk, file)) {
      reader.read(found);
    }
    return found;
  }

  private static List<Long> ids(int count) {
    List<Long> ids = new ArrayList<>();
    for (long id = 1; id <= count; id++) {
      ids.add(id);
    }
    return ids;
  }

  private static final class Found implements LogSegmentReader.Visitor {
    private final Path file;
    final List<Long> ids = new ArrayList<>();
    final List<Long> ends = new ArrayList<>();
    final List<String> damaged = new ArrayList<>();
    final List<String> torn = new ArrayList<>();

    Found(Path file) {
      this.file = file;
    }

    @Override
    public void header(byte[] bytes, int from, int length) {
      assertThat(length).isEqualTo(LogFormat.FIRST_FRAME);
    }

    @Override
    public void frame(long offset, byte[] bytes, int from, int payload, int length)
        throws LogDamagedException {
      LogRecord record = RecordDecoder.decode(bytes, payload, length, file, offset);
      ids.add(record.batch().size() == 0 ? 0 : record.batch().spanId(0));
      ends.add(offset + (payload - from) + length);
    }

    @Override
    public void damaged(long from, long to) {
      damaged.add(from + "-" + to);
    }

    @Override
    public void torn(long from, long to) {
      torn.add(from + "-" + to);
    }
  }
}
