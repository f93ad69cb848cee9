package dev.clew.query.text;

import dev.clew.store.segment.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a span says besides its attributes and can be asked for by a key: in a word such as
/// `kind=server` or `kind:server` what follows the key is a part of the value.
enum Property {
  STATUS(Field.STATUS, "status", "status_code", "status.code", "otel.status_code"),
  STATUS_MESSAGE(Field.STATUS_MESSAGE, "status", "otel.status_description"),
  KIND(Field.KIND, "kind", "span.kind", "span_kind"),
  SCOPE_NAME(Field.SCOPE_NAME, "scope", "otel.scope.name"),
  SCOPE_VERSION(Field.SCOPE_VERSION, "scope.version", "otel.scope.version"),
  EVENT_NAME(Field.EVENT_NAME, "event");

  private final Field field;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> keys;

  Property(Field field, String... keys) {
    this.field = field;
    this.keys = List.of(keys);
  }

  Field field() {
    return field;
  }

  boolean isExcludedBy(TextQuery query) {
    return keys.stream().anyMatch(query::excludes);
  }

  /// What a word says that the value has in it; null where it does not speak of this property.
  @Nullable Word asked(Word word) {
    for (String key : keys) {
      String text = word.text();
      if (text.length() > key.length()
          && text.startsWith(key)
          && "=:".indexOf(text.charAt(key.length())) >= 0) {
        return new Word(text.substring(key.length() + 1));
      }
    }
    return null;
  }
}
