package dev.clew.instrumentation.spi;

import java.util.Locale;

/// How much is kept where nothing else says so.
enum Profile {
  DEVELOPMENT("1.0"),
  STAGING("0.5"),
  PRODUCTION("0.1");

  private final String ratio;

  Profile(String ratio) {
    this.ratio = ratio;
  }

  /// The share of traces that is kept, as a setting's text.
  String ratio() {
    return ratio;
  }

  /// The one that the name of an environment means; an unknown environment keeps everything.
  static Profile of(String environment) {
    return switch (environment.toLowerCase(Locale.ROOT)) {
      case "production", "prod", "live" -> PRODUCTION;
      case "staging", "stage", "preproduction", "preprod" -> STAGING;
      default -> DEVELOPMENT;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
