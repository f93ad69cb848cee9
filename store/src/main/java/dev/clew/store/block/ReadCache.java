package dev.clew.store.block;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was read of blocks and may be wanted again: footers, dictionaries, columns. One for all
/// blocks, bounded in bytes; what is used least goes first. Safe for use by several threads.
public final class ReadCache {
  private final Cache<Key, Entry> cache;

  /// @param owner the block that it belongs to
  /// @param part which part of the block
  private record Key(Object owner, Object part) {}

  private record Entry(Object value, int bytes) {}

  /// A value with the bytes of memory that it takes.
  record Sized<T>(T value, long bytes) {}

  /// @param maxBytes the most bytes of values, near enough
  public ReadCache(long maxBytes) {
    cache =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Key _, Entry entry) -> entry.bytes)
            .recordStats()
            .build();
  }

  /// The value of a part, read where it is not here. While one thread reads it, others wait.
  /// Reading must not ask the cache again.
  <T> T get(Object owner, Object part, Class<T> type, Supplier<Sized<T>> read) {
    Entry entry =
        cache.get(
            new Key(owner, part),
            _ -> {
              Sized<T> sized = read.get();
              return new Entry(sized.value, (int) Math.min(Integer.MAX_VALUE, sized.bytes + 128));
            });
    return type.cast(entry.value);
  }

  /// The value of a part where it is here, else null.
  <T> @Nullable T find(Object owner, Object part, Class<T> type) {
    Entry entry = cache.getIfPresent(new Key(owner, part));
    return entry == null ? null : type.cast(entry.value);
  }

  /// Forgets everything of a block.
  void forget(Object owner) {
    cache.asMap().keySet().removeIf(key -> key.owner == owner);
  }

  /// Times that a value was here.
  public long hits() {
    return stats().hitCount();
  }

  /// Times that a value had to be read.
  public long misses() {
    return stats().missCount();
  }

  /// Values that had to go for others.
  public long evictions() {
    return stats().evictionCount();
  }

  /// Bytes of all values now, near enough.
  public long bytes() {
    return cache.policy().eviction().map(e -> e.weightedSize().orElse(0)).orElse(0L);
  }

  private CacheStats stats() {
    return cache.stats();
  }
}
