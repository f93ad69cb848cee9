package dev.clew.store;

import java.nio.file.Path;

/// Where in the data folder things lie. Manifests and the lock file stand in the folder itself.
record StoreFolder(Path root) {
  Path log() {
    return root.resolve("log");
  }

  Path blocks() {
    return root.resolve("blocks");
  }

  Path quarantine() {
    return root.resolve("quarantine");
  }

  Path lock() {
    return root.resolve("lock");
  }
}
