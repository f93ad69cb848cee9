package dev.clew.store.live;

import dev.clew.model.AttributeCursor;
import dev.clew.model.Dictionary;
import dev.clew.model.IntVector;
import dev.clew.model.ScopeTable;
import dev.clew.model.SpanBatch;
import dev.clew.store.segment.AttributeScope;
import dev.clew.store.segment.Field;
import java.util.Arrays;

/// Instrumentation scopes being appended, equal ones of one resource once.
final class ScopeBuffer extends TableBuffer {
  private final CodedBuffer names = strings(Field.SCOPE_NAME);
  private final CodedBuffer versions = strings(Field.SCOPE_VERSION);
  private final CodedBuffer schemaUrls = strings(Field.SCOPE_SCHEMA_URL);
  private final NumberBuffer dropped = numbers(Field.SCOPE_DROPPED_ATTRIBUTES, false);
  private final NumberBuffer present = numbers(Field.SCOPE_PRESENT, false);
  private final IntVector resources = new IntVector(16);
  private final Interner interner;

  /// Of each scope of the batch its row where it is new, or -1.
  private int[] added = {};

  ScopeBuffer(long seed) {
    super(AttributeScope.INSTRUMENTATION, seed);
    interner = new Interner(seed);
  }

  @Override
  int count() {
    return resources.size();
  }

  /// Of each scope the row of its resource.
  int[] resources() {
    return resources.array();
  }

  /// Appends the scopes of a batch that are new.
  ///
  /// @param used of each scope whether a span is kept that has it; others are passed over
  /// @param resourceOf of each used resource of the batch its row
  /// @param rowOf is given for each used scope its row here
  void append(SpanBatch batch, boolean[] used, int[] resourceOf, int[] rowOf, CodeMap known) {
    ScopeTable scopes = batch.scopes();
    int size = scopes.count();
    if (size > added.length) {
      added = new int[size];
    }
    Arrays.fill(added, 0, size, -1);
    AttributeCursor cursor = batch.scopeAttributeCursor();
    int before = count();
    for (int s = 0; s < size; s++) {
      if (used[s]) {
        int resource = resourceOf[scopes.resource(s)];
        rowOf[s] = interner.scope(batch, s, resource, cursor);
        if (rowOf[s] == count()) {
          added[s] = count();
          resources.add(resource);
          dropped.add(scopes.droppedAttributes(s));
          present.add(scopes.present(s) ? 1 : 0);
        }
      }
    }
    if (count() == before) {
      return;
    }
    Dictionary strings = batch.strings();
    known.begin(strings.size());
    for (int s = 0; s < size; s++) {
      if (added[s] >= 0) {
        names.add(strings, scopes.name(s), known);
      }
    }
    known.begin(strings.size());
    for (int s = 0; s < size; s++) {
      if (added[s] >= 0) {
        versions.add(strings, scopes.version(s), known);
      }
    }
    known.begin(strings.size());
    for (int s = 0; s < size; s++) {
      if (added[s] >= 0) {
        schemaUrls.add(strings, scopes.schemaUrl(s), known);
      }
    }
    attributes.append(batch, scopes.attributes(), added, known);
  }

  @Override
  long bytes() {
    return super.bytes() + interner.bytes() + 4L * resources.size();
  }

  @Override
  long allocatedBytes() {
    return super.allocatedBytes() + interner.allocatedBytes() + 4L * resources.array().length;
  }
}
