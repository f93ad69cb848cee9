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
    StringBuilder text = new StringBuilder();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      boolean secret =
          equals > 0 && SECRET.contains(pair.substring(0, equals).toLowerCase(Locale.ROOT));
      text.append(text.length() == 0 ? "" : "&");
      text.append(secret ? pair.substring(0, equals + 1) + "REDACTED" : pair);
    }
    return text.toString();
  }
}
