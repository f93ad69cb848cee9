package dev.clew.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.model.SpanBatch;
import dev.clew.model.otlp.OtlpProtobufEncoder;
import dev.clew.store.SpanBatches;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a record keeps of a batch, and what a damaged one does.
class RecordCodecTest {
  private static final Path FILE = Path.of("000000000007.log");

  @Test
  void everyColumnOfRandomBatchesComesBack() throws Exception {
    Random random = new Random(20);
    try (RecordEncoder encoder = new RecordEncoder()) {
      for (int round = 0; round < 300; round++) {
        SpanBatch batch = SpanBatches.random(random, round % 50);
        byte[] payload = encoder.encode("tenant-1", 42, batch).payload();
        LogRecord record = decode(payload);
        assertThat(record.tenant()).isEqualTo("tenant-1");
        assertThat(record.arrivalNanos()).isEqualTo(42);
        assertThat(new OtlpProtobufEncoder().encode(record.batch()))
            .as("round %s", round)
            .isEqualTo(new OtlpProtobufEncoder().encode(batch));
      }
    }
  }

  @Test
  void theSameBatchIsTheSameBytes() {
    SpanBatch batch = SpanBatches.random(new Random(3), 40);
    try (RecordEncoder encoder = new RecordEncoder()) {
      byte[] first = encoder.encode("default", 1, batch).payload();
      encoder.encode("default", 1, SpanBatches.random(new Random(4), 100));
      assertThat(encoder.encode("default", 1, batch).payload()).isEqualTo(first);
    }
  }

  @Test
  void aSmallBatchIsNotCompressed() throws Exception {
    try (RecordEncoder encoder = new RecordEncoder()) {
      byte[] payload = encoder.encode("default", 1, SpanBatches.single(1, 1)).payload();
      assertThat(payload[1]).isEqualTo((byte) LogFormat.CODEC_NONE);
      assertThat(decode(payload).batch().spanId(0)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aDamagedRecordIsRefusedWithFileAndOffsetWhateverIsDamaged(long seed) {
    Random random = new Random(seed);
    try (RecordEncoder encoder = new RecordEncoder()) {
      for (int round = 0; round < 1000; round++) {
        SpanBatch batch = SpanBatches.random(random, random.nextInt(30));
        byte[] payload = encoder.encode("default", 1, batch).payload();
        byte[] damaged = damage(payload, random);
        try {
          LogRecord record = decode(damaged);
          // Damage to a value alone gives another batch; it must be one that can be walked.
          assertThat(new OtlpProtobufEncoder().encode(record.batch())).isNotNull();
        } catch (LogDamagedException e) {
          assertThat(e).hasMessageContaining(FILE.toString()).hasMessageContaining("offset 99");
        } catch (RuntimeException | Error e) {
          throw new AssertionError("seed " + seed + ", round " + round, e);
        }
      }
    }
  }

  @Test
  void aLengthWithoutBytesBehindItAsksForNoMemory() {
    byte[] body = new byte[64];
    // A dictionary of two billion entries.
    body[0] = (byte) 0xFF;
    body[1] = (byte) 0xFF;
    body[2] = (byte) 0xFF;
    body[3] = (byte) 0xFF;
    body[4] = 0x07;
    assertThatThrownBy(() -> new PackedReader(Arrays.copyOf(body, 80), 64).dictionary())
        .hasMessageContaining("2147483647 dictionary entries in 59 bytes");
  }

  @Test
  void numbersOfEveryWidthComeBack() throws Exception {
    Random random = new Random(5);
    for (int bits = 0; bits <= 64; bits++) {
      long[] values = new long[100];
      long mask = bits == 0 ? 0 : -1L >>> (64 - bits);
      long base = random.nextLong();
      for (int i = 0; i < values.length; i++) {
        values[i] = base + (random.nextLong() & mask);
      }
      PackedWriter writer = new PackedWriter();
      writer.longs(values, 0, values.length);
      long[] read = new long[values.length];
      byte[] bytes = Arrays.copyOf(writer.array(), writer.size() + PackedReader.SLACK);
      new PackedReader(bytes, writer.size()).longs(read, 0, read.length);
      assertThat(read).as("%s bits", bits).isEqualTo(values);
    }
  }

  private static LogRecord decode(byte[] payload) throws LogDamagedException {
    return RecordDecoder.decode(payload, 0, payload.length, FILE, 99);
  }

  private static byte[] damage(byte[] payload, Random random) {
    byte[] damaged = payload.clone();
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(damaged, random.nextInt(damaged.length));
      case 1 -> Arrays.copyOf(damaged, damaged.length + 1 + random.nextInt(20));
      default -> {
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        yield damaged;
      }
    };
  }
}
