package dev.clew.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Random traces out of few words, so that much is equal: broken trees, repeated ids, keys of
/// several types and values at the edges of their types among them.
final class RandomSpans {
  static final List<String> KEYS = List.of("a", "b", "c", "service.name");
  static final List<Object> VALUES =
      List.of(
          "x",
          "y",
          "",
          "nil",
          "1",
          "x\ny",
          "\uD83D\uDE00",
          "\uFFFD",
          0L,
          1L,
          -1L,
          2L,
          (1L << 53) + 1,
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          0.0,
          1.0,
          -0.5,
          (double) (1L << 53),
          Double.NaN,
          Double.POSITIVE_INFINITY,
          0x1p63,
          true,
          false,
          List.of(),
          List.of("x", "y"),
          List.of("x"),
          List.of(1L, 2L),
          List.of(1.0, 2.5),
          List.of(true, false),
          List.of("x", 1L),
          new byte[] {1, 2},
          Map.of("k", "v"),
          TestSpan.EMPTY);
  static final List<String> NAMES = List.of("get", "put", "GET /a", "", "nil");
  static final List<String> SERVICES = List.of("cart", "front", "pay");

  private final Random random;
  private final List<TestSpan.Resource> resources;

  RandomSpans(Random random) {
    this.random = random;
    this.resources = IntStream.range(0, 5).mapToObj(_ -> resource()).toList();
  }

  /// Spans of some traces, in no order.
  List<TestSpan> traces(int count) {
    List<TestSpan> spans = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long high = random.nextInt(4) == 0 ? 0 : random.nextInt(3) - 1L;
      trace(high, i + 1L, 1_000L + random.nextInt(20) * 50L, spans);
    }
    return spans;
  }

  private void trace(long high, long low, long start, List<TestSpan> into) {
    int size = 1 + random.nextInt(random.nextInt(6) == 0 ? 30 : 6);
    for (int i = 0; i < size; i++) {
      long id = random.nextInt(12) == 0 ? 1 + random.nextInt(size) : i + 1L;
      long parent =
          i == 0 && random.nextInt(5) > 0
              ? 0
              : random.nextInt(8) == 0
                  ? 77
                  : random.nextInt(random.nextBoolean() ? i + 1 : size + 1);
      into.add(
          new TestSpan(
              high,
              low,
              id << 60 | id,
              parent == 0 ? 0 : parent << 60 | parent,
              start + random.nextInt(60),
              random.nextInt(15) == 0 ? -5 : random.nextInt(5) * 25L,
              random.nextInt(20) == 0 ? 9 : random.nextInt(6),
              random.nextInt(20) == 0 ? 7 : random.nextInt(3),
              random.nextInt(3) == 0 ? "boom" : "",
              pick(NAMES),
              attributes(3),
              pick(resources),
              events(start),
              links()));
    }
  }

  private TestSpan.Resource resource() {
    Map<String, Object> attributes = attributes(2);
    if (random.nextInt(6) > 0) {
      attributes.put("service.name", pick(SERVICES));
    }
    return new TestSpan.Resource(
        attributes, pick(List.of("", "lib")), pick(List.of("", "1.0")), attributes(1));
  }

  private List<TestSpan.Event> events(long start) {
    List<TestSpan.Event> events = new ArrayList<>();
    for (int i = random.nextInt(4) - 1; i > 0; i--) {
      events.add(
          new TestSpan.Event(
              start + random.nextInt(80), pick(List.of("exception", "log")), attributes(2)));
    }
    return events;
  }

  private List<TestSpan.Link> links() {
    List<TestSpan.Link> links = new ArrayList<>();
    for (int i = random.nextInt(4) - 2; i > 0; i--) {
      links.add(new TestSpan.Link(0, random.nextInt(3), random.nextInt(3), attributes(1)));
    }
    return links;
  }

  private Map<String, Object> attributes(int most) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      attributes.put(pick(KEYS), pick(VALUES));
    }
    return attributes;
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
