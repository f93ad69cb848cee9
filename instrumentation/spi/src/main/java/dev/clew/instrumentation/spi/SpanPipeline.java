package dev.clew.instrumentation.spi;

import dev.clew.instrumentation.spi.processing.Family;
import dev.clew.instrumentation.spi.processing.Redaction;
import dev.clew.instrumentation.spi.sampling.ErrorsOrRatio;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.trace.SpanProcessor;

/// What stands between spans and the processors that export them: the drop of short spans and the
/// marks on parents, the buffer of `errors_or_ratio`, and redaction.
final class SpanPipeline {
  private SpanPipeline() {}

  /// The first of all, in front of the one that exports; that one itself where nothing is set.
  static SpanProcessor before(SpanProcessor exporting, ConfigProperties config) {
    SpanProcessor redaction = Redaction.before(exporting, config);
    return Family.before(ErrorsOrRatio.before(redaction, config), config);
  }
}
