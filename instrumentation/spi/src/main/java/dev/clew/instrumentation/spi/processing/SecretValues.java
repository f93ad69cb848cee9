package dev.clew.instrumentation.spi.processing;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Finds secrets in a text by what they look like, and puts `[redacted]` in their place.
///
/// A text is read once from left to right, and each form begins with something rare: the time is
/// proportional to the length whatever the text, and one without a secret costs no object.
final class SecretValues {
  static final String REDACTED = "[redacted]";

  private final Set<SecretForm> forms;
  private final List<BoundedPattern> patterns;

  /// @param forms those that are looked for
  /// @param patterns the application's own
  SecretValues(Set<SecretForm> forms, List<BoundedPattern> patterns) {
    this.forms = forms.isEmpty() ? EnumSet.noneOf(SecretForm.class) : EnumSet.copyOf(forms);
    this.patterns = List.copyOf(patterns);
  }

  /// A text without its secrets; the same object where it has none.
  String redact(String text) {
    String result = forms.isEmpty() ? text : withoutForms(text);
    for (int i = 0; i < patterns.size(); i++) {
      result = patterns.get(i).redact(result);
    }
    return result;
  }

  private String withoutForms(String text) {
    StringBuilder changed = null;
    int copied = 0;
    int at = 0;
    while (at < text.length()) {
      SecretForm form = SecretForm.thatMayBeAt(text, at);
      if (form == null || !forms.contains(form)) {
        at++;
        continue;
      }
      long found = form.find(text, at, copied);
      int start = (int) (found >>> 32);
      int end = (int) found;
      if (found == SecretForm.NONE) {
        at++;
        continue;
      }
      changed = changed == null ? new StringBuilder(text.length()) : changed;
      changed.append(text, copied, start).append(REDACTED);
      copied = end;
      at = end;
    }
    return changed == null ? text : changed.append(text, copied, text.length()).toString();
  }
}
