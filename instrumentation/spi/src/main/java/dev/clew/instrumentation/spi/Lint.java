package dev.clew.instrumentation.spi;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Complains in the log about names and attributes that will be hard to search, and about spans
/// that are not worth one; once each.
///
/// A name is judged when it is first seen. Attributes are looked at on the first
/// {@link #LOOKED_AT} spans of a name, and on one in {@link #ONE_IN} after that, so that lint costs
/// little where many spans are made. It remembers {@link #NAMES} names and {@link #KEYS} keys, and
/// after {@link #COMPLAINTS} complaints it is silent.
final class Lint implements SpanProcessor {
  static final int LOOKED_AT = 32;
  static final int ONE_IN = 256;
  static final int NAMES = 1_000;
  static final int KEYS = 1_000;
  static final int COMPLAINTS = 100;

  /// Of one name in one second: more tell less than a count would.
  static final int SPANS_A_SECOND = 1_000;

  /// Shorter than this, in nanoseconds, a span costs as much as what it measures.
  static final long SHORT_NANOS = 10_000;

  private static final AttributeKey<String> OPERATION_TYPE =
      AttributeKey.stringKey("operation.type");
  private static final Set<String> STYLED =
      Set.of("cache", "database", "external", "circuit_breaker");

  private static final Logger LOGGER = Logger.getLogger("dev.clew.tracing");

  private final LintRules rules;
  private final LongSupplier nanoTime;
  private final Map<String, Name> names = new ConcurrentHashMap<>();
  private final Set<String> keys = ConcurrentHashMap.newKeySet();
  private final Set<String> badValues = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean tooManyNames = new AtomicBoolean();
  private final AtomicInteger complaints = new AtomicInteger();

  Lint(LintRules rules, LongSupplier nanoTime) {
    this.rules = rules;
    this.nanoTime = nanoTime;
  }

  /// @param list names and keys that are not to be complained of, as {@link LintRules#allowing}
  static Lint allowing(String list) {
    return new Lint(LintRules.allowing(list), System::nanoTime);
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    String text = span.getName();
    Name name = names.get(text);
    if (name == null) {
      if (names.size() >= NAMES) {
        if (!tooManyNames.getAndSet(true)) {
          complain(
              "there are more than " + NAMES + " different span names; put ids into attributes");
        }
        return;
      }
      name = names.computeIfAbsent(text, unused -> new Name(nanoTime.getAsLong()));
      if (name.isNew()) {
        complain(rules.ofName(text, isStyled(span)));
      }
    }
    complain(name.count(text, span, nanoTime.getAsLong()));
    if (name.isLookedAt()) {
      span.getAttributes().forEach(this::judge);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  /// Whether the facade's operations named it, in the style they were given.
  private static boolean isStyled(ReadableSpan span) {
    String type = span.getAttribute(OPERATION_TYPE);
    return type != null && STYLED.contains(type);
  }

  private void judge(AttributeKey<?> attribute, Object value) {
    String key = attribute.getKey();
    if (keys.size() < KEYS && keys.add(key)) {
      complain(rules.ofKey(key));
    }
    if (value instanceof String text && badValues.size() < KEYS && !badValues.contains(key)) {
      String complaint = rules.ofValue(key, text);
      if (complaint != null && badValues.add(key)) {
        complain(complaint);
      }
    }
  }

  private void complain(@Nullable String complaint) {
    if (complaint == null) {
      return;
    }
    int before = complaints.getAndIncrement();
    if (before < COMPLAINTS) {
      LOGGER.warning("lint: " + complaint);
    } else if (before == COMPLAINTS) {
      LOGGER.warning("lint: " + COMPLAINTS + " complaints; there are more, which are not said");
    }
  }

  /// What is known of the spans of one name. Counts may miss a span where threads meet: nothing
  /// hangs on one.
  private static final class Name {
    private final AtomicInteger fresh = new AtomicInteger();
    private volatile int seen;
    private volatile long secondBegan;
    private volatile int inSecond;
    private volatile int shortInSecond;
    private volatile boolean complained;

    Name(long now) {
      secondBegan = now;
    }

    boolean isNew() {
      return fresh.getAndIncrement() == 0;
    }

    boolean isLookedAt() {
      return seen <= LOOKED_AT || seen % ONE_IN == 0;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // a rough count does
    @Nullable String count(String name, ReadableSpan span, long now) {
      seen++;
      if (complained) {
        return null;
      }
      if (now - secondBegan >= 1_000_000_000L) {
        secondBegan = now;
        inSecond = 0;
        shortInSecond = 0;
      }
      inSecond++;
      if (span.getKind() == SpanKind.INTERNAL && span.getLatencyNanos() < SHORT_NANOS) {
        shortInSecond++;
      }
      if (inSecond <= SPANS_A_SECOND) {
        return null;
      }
      complained = true;
      boolean isShort = shortInSecond > SPANS_A_SECOND / 2;
      return "more than %d spans '%s' in a second%s"
          .formatted(
              SPANS_A_SECOND,
              name,
              isShort
                  ? ", most of them shorter than 0.01 ms; an attribute with their number says as"
                      + " much"
                  : "; sample them, or trace what they are part of");
    }
  }
}
