package dev.clew.traceql;

/// The value of an attribute, or nil where the span has none of that name.
///
/// @param scope where to look
/// @param name the attribute's key, without quotes or escapes; any string
public record Attribute(Scope scope, String name) implements Expression {
  /// `.name`, in whichever scope has it.
  public static Attribute any(String name) {
    return new Attribute(Scope.ANY, name);
  }

  /// `span.name`.
  public static Attribute span(String name) {
    return new Attribute(Scope.SPAN, name);
  }

  /// `resource.name`.
  public static Attribute resource(String name) {
    return new Attribute(Scope.RESOURCE, name);
  }

  @Override
  public Type type() {
    return Type.DYNAMIC;
  }

  /// The canonical text.
  @Override
  public String toString() {
    return TraceQlPrinter.print(this);
  }
}
