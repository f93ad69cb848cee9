package dev.clew.model;

/// The resources of a batch: one row for each `ResourceSpans` that was sent, spans or none.
public final class ResourceTable {
  final int[] schemaUrls;
  final int[] droppedAttributes;
  final int[] entityRefs;
  final boolean[] present;
  private final AttributeTable attributes;

  ResourceTable(
      int[] schemaUrls,
      int[] droppedAttributes,
      int[] entityRefs,
      boolean[] present,
      AttributeTable attributes) {
    this.schemaUrls = schemaUrls;
    this.droppedAttributes = droppedAttributes;
    this.entityRefs = entityRefs;
    this.present = present;
    this.attributes = attributes;
  }

  public int count() {
    return schemaUrls.length;
  }

  /// The schema URL of the `ResourceSpans`, a code of the batch's strings.
  public int schemaUrl(int resource) {
    return schemaUrls[resource];
  }

  /// OTLP's unsigned 32-bit `dropped_attributes_count`.
  public int droppedAttributes(int resource) {
    return droppedAttributes[resource];
  }

  /// The entity references, a code of the batch's blobs: the `entity_refs` fields of an OTLP
  /// `Resource` message one after another, tags included; 0 where there are none.
  public int entityRefs(int resource) {
    return entityRefs[resource];
  }

  /// Whether the `Resource` message itself was there, be it empty.
  public boolean present(int resource) {
    return present[resource];
  }

  public AttributeTable attributes() {
    return attributes;
  }
}
