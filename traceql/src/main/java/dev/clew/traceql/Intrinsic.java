package dev.clew.traceql;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A property that every span has, by the data model rather than by an attribute.
///
/// Ids are lower-case hex strings.
public enum Intrinsic implements Expression {
  DURATION("duration", "span:duration", Type.DURATION),
  NAME("name", "span:name", Type.STRING),
  STATUS("status", "span:status", Type.STATUS),
  STATUS_MESSAGE("statusMessage", "span:statusMessage", Type.STRING),
  KIND("kind", "span:kind", Type.KIND),
  SPAN_ID("span:id", null, Type.STRING),
  PARENT_ID("span:parentID", null, Type.STRING),
  CHILD_COUNT("span:childCount", null, Type.INT),
  TRACE_DURATION("trace:duration", "traceDuration", Type.DURATION),
  ROOT_NAME("trace:rootName", "rootName", Type.STRING),
  ROOT_SERVICE("trace:rootService", "rootServiceName", Type.STRING),
  /// Leading zeros of the literal it is compared with do not count.
  TRACE_ID("trace:id", null, Type.STRING),
  EVENT_NAME("event:name", null, Type.STRING),
  EVENT_TIME_SINCE_START("event:timeSinceStart", null, Type.DURATION),
  LINK_TRACE_ID("link:traceID", null, Type.STRING),
  LINK_SPAN_ID("link:spanID", null, Type.STRING),
  INSTRUMENTATION_NAME("instrumentation:name", null, Type.DYNAMIC),
  INSTRUMENTATION_VERSION("instrumentation:version", null, Type.DYNAMIC),
  NESTED_SET_LEFT("nestedSetLeft", null, Type.INT),
  NESTED_SET_RIGHT("nestedSetRight", null, Type.INT),
  /// -1 for a root.
  NESTED_SET_PARENT("nestedSetParent", null, Type.INT);

  private static final Map<String, Intrinsic> BY_TEXT = new HashMap<>();

  static {
    for (Intrinsic intrinsic : values()) {
      BY_TEXT.put(intrinsic.text, intrinsic);
      if (intrinsic.alias != null) {
        BY_TEXT.put(intrinsic.alias, intrinsic);
      }
    }
  }

  private final String text;
  private final @Nullable String alias;
  private final Type type;

  Intrinsic(String text, @Nullable String alias, Type type) {
    this.text = text;
    this.alias = alias;
    this.type = type;
  }

  /// The canonical word, such as `duration` or `trace:rootService`.
  public String text() {
    return text;
  }

  /// The word with its scope where it has one, such as `span:duration`.
  String scopedText() {
    return alias != null && alias.indexOf(':') >= 0 ? alias : text;
  }

  @Override
  public Type type() {
    return type;
  }

  /// The intrinsic that a word, with or without a scope, names; null when none does.
  public static @Nullable Intrinsic named(String text) {
    return BY_TEXT.get(text);
  }

  /// The canonical word.
  @Override
  public String toString() {
    return text;
  }
}
