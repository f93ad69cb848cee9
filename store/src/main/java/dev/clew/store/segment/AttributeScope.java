package dev.clew.store.segment;

/// Whose attribute it is, with the prefix that TraceQL gives it.
public enum AttributeScope {
  SPAN("span", RowSpace.SPAN),
  RESOURCE("resource", RowSpace.SPAN),
  INSTRUMENTATION("instrumentation", RowSpace.SPAN),
  EVENT("event", RowSpace.EVENT),
  LINK("link", RowSpace.LINK);

  private final String prefix;
  private final RowSpace space;

  AttributeScope(String prefix, RowSpace space) {
    this.prefix = prefix;
    this.space = space;
  }

  public String prefix() {
    return prefix;
  }

  public RowSpace space() {
    return space;
  }
}
