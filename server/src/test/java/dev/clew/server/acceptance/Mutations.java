package dev.clew.server.acceptance;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

/// Bodies that are almost what they should be, or nothing like it.
final class Mutations {
  private final Random random;

  Mutations(long seed) {
    random = new Random(seed);
  }

  /// A body made from a valid one, or from nothing.
  byte[] next(byte[] valid) {
    return switch (random.nextInt(8)) {
      case 0 -> randomBytes(random.nextInt(2000));
      case 1 -> Arrays.copyOf(valid, random.nextInt(valid.length));
      case 2 -> withBytesChanged(valid, 1);
      case 3, 4 -> withBytesChanged(valid, 1 + random.nextInt(20));
      case 5 -> spliced(valid, randomBytes(1 + random.nextInt(10)));
      case 6 -> spliced(valid, Arrays.copyOfRange(valid, 0, random.nextInt(valid.length)));
      default -> withoutSomeBytes(valid);
    };
  }

  private byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] withBytesChanged(byte[] valid, int count) {
    byte[] changed = valid.clone();
    for (int i = 0; i < count; i++) {
      int at = random.nextInt(changed.length);
      changed[at] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) (changed[at] ^ (1 << random.nextInt(8)));
    }
    return changed;
  }

  private byte[] spliced(byte[] valid, byte[] piece) {
    int at = random.nextInt(valid.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(valid, 0, at);
    out.writeBytes(piece);
    out.write(valid, at, valid.length - at);
    return out.toByteArray();
  }

  private byte[] withoutSomeBytes(byte[] valid) {
    int from = random.nextInt(valid.length);
    int to = from + random.nextInt(Math.min(20, valid.length - from));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(valid, 0, from);
    out.write(valid, to, valid.length - to);
    return out.toByteArray();
  }
}
