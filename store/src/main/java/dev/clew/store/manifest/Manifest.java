package dev.clew.store.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What the store holds: every block that counts, and the point from which the log counts too.
/// Immutable; a change is a new manifest, made from the one in force.
///
/// @param number one more with each change
/// @param replayPoint the lowest generation whose log segment no block covers
/// @param nextBlockId no block has this id or a higher one
/// @param blocks in ascending order of id
public record Manifest(long number, long replayPoint, long nextBlockId, List<BlockEntry> blocks) {
  /// A store with nothing in it. Generations count from 1.
  public static final Manifest EMPTY = new Manifest(0, 1, 1, List.of());

  public Manifest {
    blocks = List.copyOf(blocks);
  }

  /// The manifest after this one, in which a generation is built.
  ///
  /// @param newBlocks all its blocks, in ascending order of id; none where it had no spans
  public Manifest withBuilt(long generation, List<BlockEntry> newBlocks) {
    if (generation < replayPoint) {
      throw new IllegalArgumentException(
          "generation " + generation + " is before the replay point " + replayPoint);
    }
    List<BlockEntry> all = new ArrayList<>(blocks);
    all.addAll(newBlocks);
    long nextId = newBlocks.isEmpty() ? nextBlockId : newBlocks.getLast().id() + 1;
    return new Manifest(number + 1, generation + 1, Math.max(nextId, nextBlockId), all);
  }

  /// The manifest after this one, without some of its blocks.
  public Manifest without(Set<Long> ids) {
    List<BlockEntry> kept = blocks.stream().filter(block -> !ids.contains(block.id())).toList();
    return new Manifest(number + 1, replayPoint, nextBlockId, kept);
  }

  /// The size of the files of all blocks.
  public long bytes() {
    return blocks.stream().mapToLong(BlockEntry::bytes).sum();
  }
}
