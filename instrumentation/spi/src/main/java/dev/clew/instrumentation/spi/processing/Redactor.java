package dev.clew.instrumentation.spi.processing;

import dev.clew.instrumentation.spi.processing.SecretKeys.Secrecy;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Rewrites what a span says: its name, its status, and the attributes of it, its events and links.
final class Redactor {
  private final SecretKeys keys;
  private final SecretValues values;

  Redactor(SecretKeys keys, SecretValues values) {
    this.keys = keys;
    this.values = values;
  }

  /// A span without secrets; the same object where it has none.
  SpanData redact(SpanData span) {
    String name = values.redact(span.getName());
    StatusData status = status(span.getStatus());
    Attributes attributes = attributes(span.getAttributes());
    List<EventData> events = events(span.getEvents());
    List<LinkData> links = links(span.getLinks());
    boolean same =
        name.equals(span.getName())
            && status == span.getStatus()
            && attributes == span.getAttributes()
            && events == span.getEvents()
            && links == span.getLinks();
    return same ? span : new RedactedData(span, name, status, attributes, events, links);
  }

  private StatusData status(StatusData status) {
    String before = status.getDescription();
    String after = values.redact(before);
    return after.equals(before) ? status : StatusData.create(status.getStatusCode(), after);
  }

  private List<EventData> events(List<EventData> events) {
    List<EventData> changed = null;
    for (int i = 0; i < events.size(); i++) {
      EventData event = events.get(i);
      Attributes attributes = attributes(event.getAttributes());
      if (attributes != event.getAttributes()) {
        changed = changed == null ? new ArrayList<>(events) : changed;
        changed.set(
            i,
            EventData.create(
                event.getEpochNanos(),
                event.getName(),
                attributes,
                event.getTotalAttributeCount()));
      }
    }
    return changed == null ? events : changed;
  }

  private List<LinkData> links(List<LinkData> links) {
    List<LinkData> changed = null;
    for (int i = 0; i < links.size(); i++) {
      LinkData link = links.get(i);
      Attributes attributes = attributes(link.getAttributes());
      if (attributes != link.getAttributes()) {
        changed = changed == null ? new ArrayList<>(links) : changed;
        changed.set(
            i, LinkData.create(link.getSpanContext(), attributes, link.getTotalAttributeCount()));
      }
    }
    return changed == null ? links : changed;
  }

  private Attributes attributes(Attributes attributes) {
    if (attributes.isEmpty()) {
      return attributes;
    }
    Rewrite rewrite = new Rewrite(attributes);
    attributes.forEach(rewrite);
    return rewrite.result();
  }

  /// Collects what is to be changed, where anything is.
  private final class Rewrite implements BiConsumer<AttributeKey<?>, Object> {
    private final Attributes before;
    private @Nullable AttributesBuilder after;

    Rewrite(Attributes before) {
      this.before = before;
    }

    @Override
    public void accept(AttributeKey<?> key, Object value) {
      Secrecy secrecy = keys.of(key.getKey());
      switch (key.getType()) {
        case STRING -> {
          String text = (String) value;
          String shown = secrecy == Secrecy.NONE ? values.redact(text) : SecretValues.REDACTED;
          if (!shown.equals(text)) {
            change().put(key.getKey(), shown);
          }
        }
        case STRING_ARRAY -> texts(key.getKey(), (List<?>) value, secrecy);
        case VALUE -> {
          String text = ((Value<?>) value).asString();
          String shown = secrecy == Secrecy.NONE ? values.redact(text) : SecretValues.REDACTED;
          if (!shown.equals(text)) {
            change().remove(key).put(key.getKey(), shown);
          }
        }
        case LONG, DOUBLE, LONG_ARRAY, DOUBLE_ARRAY -> {
          if (secrecy == Secrecy.ALL) {
            change().remove(key).put(key.getKey(), SecretValues.REDACTED);
          }
        }
        case BOOLEAN, BOOLEAN_ARRAY -> {}
      }
    }

    private void texts(String key, List<?> texts, Secrecy secrecy) {
      boolean changed = secrecy != Secrecy.NONE;
      for (int i = 0; i < texts.size() && !changed; i++) {
        changed = texts.get(i) instanceof String text && !values.redact(text).equals(text);
      }
      if (!changed) {
        return;
      }
      List<String> shown = new ArrayList<>(texts.size());
      for (Object text : texts) {
        shown.add(
            secrecy == Secrecy.NONE ? values.redact(String.valueOf(text)) : SecretValues.REDACTED);
      }
      change().put(AttributeKey.stringArrayKey(key), shown);
    }

    private AttributesBuilder change() {
      AttributesBuilder builder = after;
      if (builder == null) {
        builder = before.toBuilder();
        after = builder;
      }
      return builder;
    }

    Attributes result() {
      return after == null ? before : after.build();
    }
  }
}
