package dev.clew.store;

import java.util.regex.Pattern;

/// The names of tenants: `[A-Za-z0-9_.-]{1,150}`, but not `.` nor `..`, since they name
/// directories.
public final class Tenants {
  /// Whose spans they are where tenants are off.
  public static final String DEFAULT = "default";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,150}");

  private Tenants() {}

  public static boolean isValid(String name) {
    return NAME.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }

  static String check(String name) {
    if (!isValid(name)) {
      throw new IllegalArgumentException(
          "tenant '" + name + "' is not 1 to 150 of A-Z a-z 0-9 _ . -, or is '.' or '..'");
    }
    return name;
  }
}
