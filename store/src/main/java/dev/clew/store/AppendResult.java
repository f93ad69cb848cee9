package dev.clew.store;

/// What became of an acknowledged batch.
///
/// @param stored how many spans are stored now that were not before
/// @param repeats how many were left out because the very same span came before
public record AppendResult(int stored, int repeats) {}
