package dev.clew.store;

import dev.clew.store.manifest.ManifestLog;
import java.util.List;

/// What the parts of one open store share.
///
/// @param listeners to appends; changes as they come and go
record StoreContext(
    StoreFolder folder,
    StoreOptions options,
    ManifestLog manifests,
    Views views,
    Problems problems,
    StoreCounters counters,
    List<AppendListener> listeners) {}
