package dev.clew.traceql;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The words that stand for a value between braces.
final class Keywords {
  private static final Map<String, Expression> VALUES = new HashMap<>();

  static {
    VALUES.put("nil", new Static.Nil());
    VALUES.put("true", new Static.Bool(true));
    VALUES.put("false", new Static.Bool(false));
    VALUES.put("minInt", new Static.Int(Long.MIN_VALUE));
    VALUES.put("maxInt", new Static.Int(Long.MAX_VALUE));
    for (SpanStatus status : SpanStatus.values()) {
      VALUES.put(status.text(), new Static.StatusValue(status));
    }
    for (SpanKind kind : SpanKind.values()) {
      VALUES.put(kind.text(), new Static.KindValue(kind));
    }
  }

  private Keywords() {}

  /// The constant or the unscoped intrinsic that a word names, null when it names neither.
  static @Nullable Expression value(String word) {
    Expression constant = VALUES.get(word);
    return constant != null ? constant : Intrinsic.named(word);
  }

  /// Whether intrinsics are written with this word and a colon before them.
  static boolean isIntrinsicScope(String word) {
    return switch (word) {
      case "span", "trace", "event", "link", "instrumentation" -> true;
      default -> false;
    };
  }

  /// The intrinsics of a scope without its prefix, for error messages.
  static String intrinsicsIn(String scope) {
    String prefix = scope + ":";
    return Arrays.stream(Intrinsic.values())
        .map(Intrinsic::scopedText)
        .filter(text -> text.startsWith(prefix))
        .map(text -> text.substring(prefix.length()))
        .collect(Collectors.joining(", "));
  }
}
