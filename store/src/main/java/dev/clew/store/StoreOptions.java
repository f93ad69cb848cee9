package dev.clew.store;

import dev.clew.store.disk.Disk;
import dev.clew.store.disk.LocalDisk;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a store is kept. Made by {@link #builder()}, where the defaults are documented.
///
/// @param retentionAge null to keep spans however old
/// @param retentionBytes {@link Long#MAX_VALUE} to keep them however many
public record StoreOptions(
    FsyncPolicy fsync,
    long generationLogBytes,
    long generationArenaBytes,
    Duration generationAge,
    int waitingGenerations,
    long pendingAppendBytes,
    @Nullable Duration retentionAge,
    long retentionBytes,
    long blockCacheBytes,
    Disk disk,
    Clock clock) {

  public static Builder builder() {
    return new Builder();
  }

  /// Collects options; each is checked as it is set.
  public static final class Builder {
    private FsyncPolicy fsync = FsyncPolicy.interval(Duration.ofMillis(200));
    private long generationLogBytes = 128L << 20;
    private long generationArenaBytes = 128L << 20;
    private Duration generationAge = Duration.ofMinutes(5);
    private int waitingGenerations = 2;
    private long pendingAppendBytes = 64L << 20;
    private @Nullable Duration retentionAge;
    private long retentionBytes = Long.MAX_VALUE;
    private long blockCacheBytes = 128L << 20;
    private Disk disk = new LocalDisk();
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /// When appends are synced; an interval of 200 ms by default.
    public Builder fsync(FsyncPolicy policy) {
      fsync = policy;
      return this;
    }

    /// The size of its log segment at which a generation closes, in bytes; 128 MiB by default.
    public Builder generationLogBytes(long bytes) {
      generationLogBytes = positive(bytes, "generation log bytes");
      return this;
    }

    /// The size of its live columns, of all tenants together, at which a generation closes, in
    /// bytes; 128 MiB by default.
    public Builder generationArenaBytes(long bytes) {
      generationArenaBytes = positive(bytes, "generation arena bytes");
      return this;
    }

    /// The time after its first append at which a generation closes; 5 minutes by default.
    public Builder generationAge(Duration age) {
      generationAge = positive(age, "generation age");
      return this;
    }

    /// How many closed generations may wait for their blocks; 2 by default. While so many wait, the
    /// open one does not close, and appends are refused once it has reached its size.
    public Builder waitingGenerations(int count) {
      waitingGenerations = (int) positive(count, "waiting generations");
      return this;
    }

    /// How many bytes of appends may be under way; 64 MiB by default. More are refused.
    public Builder pendingAppendBytes(long bytes) {
      pendingAppendBytes = positive(bytes, "pending append bytes");
      return this;
    }

    /// How long after their arrival spans are kept, in whole blocks; for ever by default.
    public Builder retentionAge(Duration age) {
      retentionAge = positive(age, "retention age");
      return this;
    }

    /// How many bytes of blocks are kept; the oldest blocks go first. No limit by default.
    public Builder retentionBytes(long bytes) {
      retentionBytes = positive(bytes, "retention bytes");
      return this;
    }

    /// How many bytes of what was read of blocks are kept in memory, near enough; 128 MiB by
    /// default.
    public Builder blockCacheBytes(long bytes) {
      blockCacheBytes = positive(bytes, "block cache bytes");
      return this;
    }

    /// Where files are; the machine's own file system by default.
    public Builder disk(Disk files) {
      disk = files;
      return this;
    }

    /// What time it is; the system's clock by default.
    public Builder clock(Clock time) {
      clock = time;
      return this;
    }

    public StoreOptions build() {
      return new StoreOptions(
          fsync,
          generationLogBytes,
          generationArenaBytes,
          generationAge,
          waitingGenerations,
          pendingAppendBytes,
          retentionAge,
          retentionBytes,
          blockCacheBytes,
          disk,
          clock);
    }

    private static long positive(long value, String what) {
      if (value <= 0) {
        throw new IllegalArgumentException(what + " " + value + " is not positive");
      }
      return value;
    }

    private static Duration positive(Duration value, String what) {
      if (!value.isPositive()) {
        throw new IllegalArgumentException(what + " " + value + " is not positive");
      }
      return value;
    }
  }
}
