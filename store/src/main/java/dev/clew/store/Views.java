package dev.clew.store;

import dev.clew.store.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;

/// The view in force, and the one place where it is changed. A change is one write of one variable:
/// a reader sees all of it or nothing, so that a generation's blocks appear in the same moment in
/// which its live columns disappear.
final class Views {
  private volatile StoreView current;

  Views(Manifest manifest) {
    current = new StoreView(manifest, List.of());
  }

  StoreView current() {
    return current;
  }

  /// Adds a generation, the newest.
  synchronized void addGeneration(Generation generation) {
    List<Generation> generations = new ArrayList<>(current.generations());
    generations.add(generation);
    current = new StoreView(current.manifest(), generations);
  }
}
