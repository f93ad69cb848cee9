package dev.clew.server.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// A random span as a test sends it, and what a slow reading of the specification says of it.
///
/// @param parent its span id; 0 for a root
record SentSpan(
    int trace,
    long id,
    long parent,
    String service,
    String name,
    int kind,
    int status,
    long start,
    long duration,
    Map<String, String> attributes,
    List<String> events,
    int links) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] WORDS = {
    "cart", "Order", "pay ment", "größe", "<b>", "x=y", "\"", "日本", "GET /a"
  };
  private static final String[] KEYS = {"http.route", "db.Statement", "größe", "k"};

  /// The spans of some traces, no two of which begin at the same time; parents come before their
  /// children, some are missing.
  static List<SentSpan> random(Random random, int traces) {
    List<SentSpan> spans = new ArrayList<>();
    for (int trace = 1; trace <= traces; trace++) {
      long start = 1_700_000_000_000_000_000L + random.nextLong(3_600_000_000_000L);
      int first = spans.size();
      for (int i = random.nextInt(1, 30); i > 0; i--) {
        long parent =
            switch (random.nextInt(8)) {
              case 0 -> 0;
              case 1 -> 0xDEAD_0000L + i;
              default ->
                  spans.size() == first ? 0 : spans.get(random.nextInt(first, spans.size())).id();
            };
        spans.add(one(random, trace, random.nextLong() | 1, parent, start));
        start += random.nextInt(1, 1 << random.nextInt(1, 30));
      }
    }
    return spans;
  }

  private static SentSpan one(Random random, int trace, long id, long parent, long start) {
    Map<String, String> attributes = new TreeMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      attributes.put(pick(random, KEYS), pick(random, WORDS));
    }
    List<String> events = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      events.add(pick(random, WORDS));
    }
    return new SentSpan(
        trace,
        id,
        parent,
        pick(random, WORDS),
        pick(random, WORDS),
        random.nextInt(6),
        random.nextInt(12) == 0 ? 2 : random.nextInt(2),
        start,
        random.nextLong(1L << random.nextInt(1, 36)),
        attributes,
        events,
        random.nextInt(3));
  }

  private static String pick(Random random, String[] from) {
    return from[random.nextInt(from.length)];
  }

  String traceId() {
    return "%032x".formatted(trace);
  }

  String spanId() {
    return ColumnsReader.hex(id);
  }

  long end() {
    return start + duration;
  }

  /// A request with this span alone.
  ObjectNode request() {
    ObjectNode request = JSON.createObjectNode();
    ObjectNode resourceSpans = request.putArray("resourceSpans").addObject();
    attribute(resourceSpans.putObject("resource").putArray("attributes"), "service.name", service);
    ObjectNode span =
        resourceSpans.putArray("scopeSpans").addObject().putArray("spans").addObject();
    span.put("traceId", traceId()).put("spanId", spanId()).put("name", name).put("kind", kind);
    if (parent != 0) {
      span.put("parentSpanId", ColumnsReader.hex(parent));
    }
    span.put("startTimeUnixNano", String.valueOf(start));
    span.put("endTimeUnixNano", String.valueOf(end()));
    attributes.forEach((key, value) -> attribute(span.withArray("attributes"), key, value));
    for (String event : events) {
      ObjectNode written = span.withArray("events").addObject();
      written.put("timeUnixNano", String.valueOf(start)).put("name", event);
    }
    for (int i = 0; i < links; i++) {
      span.withArray("links")
          .addObject()
          .put("traceId", "%032x".formatted(i + 1))
          .put("spanId", "%016x".formatted(i + 1));
    }
    span.putObject("status").put("code", status);
    return request;
  }

  private static void attribute(ArrayNode into, String key, String value) {
    into.addObject().put("key", key).putObject("value").put("stringValue", value);
  }

  /// Whether a word is found, as openapi.yaml says of the search within a trace.
  boolean contains(String word) {
    List<String> texts = new ArrayList<>(List.of(name, service, "service.name=" + service));
    texts.addAll(events);
    attributes.forEach((key, value) -> texts.add(key + "=" + value));
    if (status > 0) {
      texts.add(status == 2 ? "error" : "ok");
    }
    String wanted = word.toLowerCase(Locale.ROOT);
    return wanted.equals(spanId().replaceFirst("^0+", ""))
        || texts.stream().anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
  }
}
