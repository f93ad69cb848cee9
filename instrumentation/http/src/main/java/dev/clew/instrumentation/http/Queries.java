package dev.clew.instrumentation.http;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Query strings without the values that are secrets.
final class Queries {
  private static final Set<String> SECRET =
      Set.of(
          "access_token",
          "api_key",
          "apikey",
          "auth",
          "authorization",
          "client_secret",
          "code",
          "id_token",
          "key",
          "password",
          "passwd",
          "pwd",
          "refresh_token",
          "secret",
          "session",
          "sig",
          "signature",
          "token",
          "x-amz-credential",
          "x-amz-security-token",
          "x-amz-signature");

  private Queries() {}

  static @Nullable String redacted(@Nullable String query) {
    if (query == null) {
      return null;
    }
    StringBuilder redacted = null;
    int kept = 0;
    for (int start = 0; start < query.length(); ) {
      int end = query.indexOf('&', start);
      end = end < 0 ? query.length() : end;
      int equals = query.indexOf('=', start);
      if (equals > start
          && equals < end
          && SECRET.contains(query.substring(start, equals).toLowerCase(Locale.ROOT))) {
        redacted = redacted == null ? new StringBuilder() : redacted;
        redacted.append(query, kept, equals + 1).append("REDACTED");
        kept = end;
      }
      start = end + 1;
    }
    return redacted == null ? query : redacted.append(query, kept, query.length()).toString();
  }
}
