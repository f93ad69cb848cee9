package dev.clew.instrumentation.spi.processing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Takes passwords, tokens and personal data out of spans before any exporter sees them.
///
/// It is on unless `clew.redact=false`. `clew.redact.keys` adds words whose values are secret, and
/// takes those off that begin with a minus; `clew.redact.patterns=-email` leaves a form of values
/// as it is; `clew.redact.regex` adds a form. The work is done when an exporter asks for the span,
/// on its thread.
public final class Redaction extends Stage {
  private final Redactor redactor;

  private Redaction(SpanProcessor next, Redactor redactor) {
    super(next);
    this.redactor = redactor;
  }

  /// The stage in front of a processor; the processor itself where redaction is off.
  ///
  /// ```java
  /// SpanProcessor first = Redaction.before(exporters, config);
  /// ```
  public static SpanProcessor before(SpanProcessor next, ConfigProperties config) {
    if (!config.getBoolean("clew.redact", true)) {
      return next;
    }
    Set<String> keys = changed(SecretKeys.DEFAULT, config.getString("clew.redact.keys", ""));
    Set<String> forms = changed(forms(), config.getString("clew.redact.patterns", ""));
    String regex = config.getString("clew.redact.regex", "");
    return new Redaction(
        next,
        new Redactor(
            new SecretKeys(keys),
            new SecretValues(
                forms.stream()
                    .map(form -> SecretForm.valueOf(form.toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(SecretForm.class))),
                regex.isEmpty() ? List.of() : List.of(new BoundedPattern(regex)))));
  }

  /// The names of the forms of values that are known, in lower case.
  ///
  /// ```java
  /// Redaction.forms().contains("email"); // true
  /// ```
  public static List<String> forms() {
    return Arrays.stream(SecretForm.values())
        .map(form -> form.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static Set<String> changed(List<String> defaults, String changes) {
    Set<String> entries = new TreeSet<>(defaults);
    for (String change : changes.split(",")) {
      String entry = change.strip();
      if (entry.startsWith("-")) {
        entries.remove(entry.substring(1).strip());
      } else if (!entry.isEmpty()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  @Override
  public boolean isStartRequired() {
    return next().isStartRequired();
  }

  @Override
  public void onEnd(ReadableSpan span) {
    passOn(new Redacted(span, redactor));
  }

  /// A span that is redacted once, when its data are first asked for.
  private static final class Redacted extends DelegatingSpan {
    private final Redactor redactor;

    /// Two exporters may make it at once, and the same.
    private @Nullable SpanData data;

    Redacted(ReadableSpan span, Redactor redactor) {
      super(span);
      this.redactor = redactor;
    }

    @Override
    public SpanData toSpanData() {
      SpanData redacted = data;
      if (redacted == null) {
        redacted = redactor.redact(super.toSpanData());
        data = redacted;
      }
      return redacted;
    }

    @Override
    public String getName() {
      return toSpanData().getName();
    }

    @Override
    public <T> @Nullable T getAttribute(AttributeKey<T> key) {
      return getAttributes().get(key);
    }

    @Override
    public Attributes getAttributes() {
      return toSpanData().getAttributes();
    }
  }
}
