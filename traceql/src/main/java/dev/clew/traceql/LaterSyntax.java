package dev.clew.traceql;

import org.jspecify.annotations.Nullable;

/// Words of the language that the parser knows only well enough to say that they are not supported.
final class LaterSyntax {
  private LaterSyntax() {}

  /// What a word begins outside braces, null when it is no word of the language.
  static @Nullable String describeCall(String word) {
    return switch (word) {
      case "count", "min", "max", "avg", "sum" -> "the aggregate " + word + "()";
      case "by", "select", "coalesce" -> "the pipeline stage " + word + "()";
      case "rate",
          "count_over_time",
          "min_over_time",
          "max_over_time",
          "sum_over_time",
          "avg_over_time",
          "quantile_over_time",
          "histogram_over_time",
          "compare",
          "topk",
          "bottomk" ->
          "the metrics function " + word + "()";
      default -> null;
    };
  }
}
