package dev.clew.store;

import dev.clew.store.manifest.Manifest;
import java.util.List;

/// All that is stored at one moment: a manifest, and the generations after it that are not built.
///
/// @param generations in ascending order of number
record StoreView(Manifest manifest, List<Generation> generations) {
  StoreView {
    generations = List.copyOf(generations);
  }
}
