package dev.clew.server.stream;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which content codings a client takes, as its `Accept-Encoding` has it (RFC 9110, section
/// 12.5.3).
public final class AcceptedCodings {
  private AcceptedCodings() {}

  /// Whether a header names a coding, by itself or by `*`, with a weight above zero.
  ///
  /// @param header null where there is none, which accepts nothing
  public static boolean accepts(@Nullable String header, String coding) {
    if (header == null) {
      return false;
    }
    Boolean byStar = null;
    for (String element : header.toLowerCase(Locale.ROOT).split(",")) {
      String[] parts = element.split(";");
      boolean wanted = parts.length < 2 || !isZero(parts[1].strip());
      String name = parts[0].strip();
      if (name.equals(coding)) {
        return wanted;
      }
      if (name.equals("*")) {
        byStar = wanted;
      }
    }
    return Boolean.TRUE.equals(byStar);
  }

  private static boolean isZero(String weight) {
    return weight.matches("q\\s*=\\s*0(\\.0*)?");
  }
}
