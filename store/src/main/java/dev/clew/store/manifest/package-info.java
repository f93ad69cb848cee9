/// The manifest: the one file that says which blocks count and from where the log counts.
///
/// Start at {@link dev.clew.store.manifest.Manifest}, then
/// {@link dev.clew.store.manifest.ManifestLog}, which changes it. The bytes are specified in
/// `docs/format.md`, chapter 2.
@NullMarked
package dev.clew.store.manifest;

import org.jspecify.annotations.NullMarked;
