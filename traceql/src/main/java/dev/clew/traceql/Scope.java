package dev.clew.traceql;

/// Where an attribute is looked up.
public enum Scope {
  /// `.name`: in the span, then resource, event, link and instrumentation scope; the first wins.
  ANY("."),
  SPAN("span."),
  RESOURCE("resource."),
  EVENT("event."),
  LINK("link."),
  INSTRUMENTATION("instrumentation.");

  private final String prefix;

  Scope(String prefix) {
    this.prefix = prefix;
  }

  /// What stands before the attribute's name, the dot included.
  public String prefix() {
    return prefix;
  }
}
