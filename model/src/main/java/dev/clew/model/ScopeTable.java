package dev.clew.model;

/// The instrumentation scopes of a batch: one row for each `ScopeSpans` that was sent, spans or
/// none, in ascending order of resource.
public final class ScopeTable {
  final int[] resources;
  final int[] names;
  final int[] versions;
  final int[] schemaUrls;
  final int[] droppedAttributes;
  final boolean[] present;
  private final AttributeTable attributes;

  ScopeTable(
      int[] resources,
      int[] names,
      int[] versions,
      int[] schemaUrls,
      int[] droppedAttributes,
      boolean[] present,
      AttributeTable attributes) {
    this.resources = resources;
    this.names = names;
    this.versions = versions;
    this.schemaUrls = schemaUrls;
    this.droppedAttributes = droppedAttributes;
    this.present = present;
    this.attributes = attributes;
  }

  public int count() {
    return resources.length;
  }

  /// The row of the resource whose spans these are.
  public int resource(int scope) {
    return resources[scope];
  }

  /// A code of the batch's strings.
  public int name(int scope) {
    return names[scope];
  }

  /// A code of the batch's strings.
  public int version(int scope) {
    return versions[scope];
  }

  /// The schema URL of the `ScopeSpans`, a code of the batch's strings.
  public int schemaUrl(int scope) {
    return schemaUrls[scope];
  }

  /// OTLP's unsigned 32-bit `dropped_attributes_count`.
  public int droppedAttributes(int scope) {
    return droppedAttributes[scope];
  }

  /// Whether the `InstrumentationScope` message itself was there, be it empty.
  public boolean present(int scope) {
    return present[scope];
  }

  public AttributeTable attributes() {
    return attributes;
  }
}
