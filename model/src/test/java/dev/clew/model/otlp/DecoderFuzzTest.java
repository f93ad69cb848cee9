package dev.clew.model.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanFingerprints;
import dev.clew.model.SpanTexts;
import io.opentelemetry.proto.trace.v1.TracesData;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Ten thousand damaged bodies for each decoder: what comes out is a batch or a
/// {@link OtlpDecodeException}, memory stays in proportion, and the next good body is read as ever.
class DecoderFuzzTest {
  private static final int BODIES = 10_000;
  private static final long BYTES_PER_BODY_BYTE = 400;
  private static final long BYTES_PER_BODY = 256 << 10;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final SpanBatchBuilder builder = new SpanBatchBuilder();
  private final OtlpProtobufDecoder protobuf = new OtlpProtobufDecoder();
  private final OtlpJsonDecoder json = new OtlpJsonDecoder();

  private interface Decoder {
    DecodeResult decode(byte[] bytes, int offset, int length, SpanBatchBuilder into)
        throws OtlpDecodeException;
  }

  @BeforeEach
  void warmUp() throws Exception {
    byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
    json.decode(empty, 0, empty.length, builder);
  }

  @Test
  void protobufBodies() throws Exception {
    int refused = 0;
    for (int seed = 0; seed < BODIES; seed++) {
      Random random = new Random(seed);
      byte[] body = new RandomTraces(random).next().toByteArray();
      refused += decode("protobuf", seed, protobuf::decode, mutated(body, random));
      if (seed % 100 == 0) {
        checkGoodBody(protobuf::decode, goodTraces().toByteArray());
      }
    }
    assertThat(refused).isBetween(BODIES / 10, BODIES);
  }

  @Test
  void jsonBodies() throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    byte[] good = mapper.writeValueAsBytes(JsonOracle.write(goodTraces(), new Random(0)));
    int refused = 0;
    for (int seed = 0; seed < BODIES; seed++) {
      Random random = new Random(seed);
      TracesData traces = new RandomTraces(random).next();
      byte[] body = mapper.writeValueAsBytes(JsonOracle.write(traces, random));
      refused += decode("JSON", seed, json::decode, mutated(body, random));
      if (seed % 100 == 0) {
        checkGoodBody(json::decode, good);
      }
    }
    assertThat(refused).isBetween(BODIES / 10, BODIES);
  }

  private int decode(String kind, int seed, Decoder decoder, byte[] body) {
    // Somewhere in a larger array, so that reading past the body's end would show.
    byte[] padded = new byte[body.length + 30];
    Arrays.fill(padded, (byte) 0x0A);
    System.arraycopy(body, 0, padded, 15, body.length);
    builder.clear();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      DecodeResult result = decoder.decode(padded, 15, body.length, builder);
      assertThat(result.rejectedSpans() == 0).isEqualTo(result.firstError() == null);
      var batch = builder.build();
      assertThat(SpanTexts.inRowOrder(batch)).hasSize(batch.size());
      assertThat(SpanFingerprints.of(batch, 0)).isNotNull();
      return 0;
    } catch (OtlpDecodeException e) {
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(e.getMessage()).as("%s seed %d", kind, seed).isNotBlank();
      assertThat(allocated)
          .as("bytes allocated for a body of %d, %s seed %d", body.length, kind, seed)
          .isLessThan(BYTES_PER_BODY + BYTES_PER_BODY_BYTE * body.length);
      return 1;
    } catch (RuntimeException e) {
      return fail(kind + " seed " + seed, e);
    }
  }

  private void checkGoodBody(Decoder decoder, byte[] body) throws OtlpDecodeException {
    builder.clear();
    assertThat(decoder.decode(body, 0, body.length, builder)).isEqualTo(DecodeResult.COMPLETE);
    List<String> again = SpanTexts.inRowOrder(builder.build());

    SpanBatchBuilder fresh = new SpanBatchBuilder();
    decoder.decode(body, 0, body.length, fresh);
    assertThat(again).isEqualTo(SpanTexts.inRowOrder(fresh.build())).isNotEmpty();
  }

  private static TracesData goodTraces() {
    return new RandomTraces(new Random(12)).next();
  }

  private static byte[] mutated(byte[] body, Random random) {
    byte[] bytes = body.clone();
    for (int i = 1 + random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        case 3 -> bytes[at] = (byte) 0xFF;
        case 4 -> {
          int length = Math.min(random.nextInt(30), bytes.length - at);
          int from = random.nextInt(bytes.length - length + 1);
          System.arraycopy(body.length >= bytes.length ? body : bytes, from, bytes, at, length);
        }
        default -> {
          byte[] longer = new byte[bytes.length + 5];
          System.arraycopy(bytes, 0, longer, 0, at);
          for (int b = 0; b < 5; b++) {
            longer[at + b] = (byte) random.nextInt();
          }
          System.arraycopy(bytes, at, longer, at + 5, bytes.length - at);
          bytes = longer;
        }
      }
    }
    return bytes;
  }
}
