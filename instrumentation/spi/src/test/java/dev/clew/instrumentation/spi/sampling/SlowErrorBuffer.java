package dev.clew.instrumentation.spi.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What `ErrorBuffer` is to do, for one thread and with no index: everything is searched for, and
/// every sum is added up anew.
final class SlowErrorBuffer {
  /// One that waits.
  private record Waiting(String id, long bytes) {}

  private static final class Root {
    final long startedAt;
    final List<String> members = new ArrayList<>();
    final List<Waiting> waiting = new ArrayList<>();
    boolean failed;
    long endedAt;

    Root(String id, long startedAt) {
      this.startedAt = startedAt;
      members.add(id);
    }

    boolean isRoot(String id) {
      return members.get(0).equals(id);
    }

    long bytes() {
      return 64L * members.size() + waiting.stream().mapToLong(Waiting::bytes).sum();
    }
  }

  private final long limit;
  private final List<Root> open = new ArrayList<>();
  private final List<Root> ended = new ArrayList<>();
  long lost;

  SlowErrorBuffer(long limit) {
    this.limit = limit;
  }

  /// @param parent empty for a local root
  void started(String id, String parent, long now) {
    if (parent.isEmpty()) {
      boolean fits = makeRoom(64, now);
      ended.removeIf(root -> now - root.endedAt > TimeUnit.SECONDS.toNanos(30));
      if (fits) {
        open.add(new Root(id, now));
      } else {
        lost++;
      }
      return;
    }
    if (rootOf(parent) == null) {
      return;
    }
    boolean fits = makeRoom(64, now);
    Root root = rootOf(parent); // it may have been the one that made room
    if (root == null) {
      return;
    }
    if (fits) {
      root.members.add(id);
    } else if (!root.failed) {
      open.remove(root);
      lost++;
    }
  }

  /// @param bytes what the span takes while it waits
  /// @return the ids of those that are sent
  List<String> ended(String id, boolean failed, long bytes, long now) {
    Root root = rootOf(id);
    if (root == null) {
      return List.of();
    }
    if (root.failed && !root.isRoot(id)) {
      boolean late = ended.contains(root) && now - root.endedAt >= TimeUnit.SECONDS.toNanos(30);
      return late ? List.of() : List.of(id);
    }
    if (!failed && !root.isRoot(id)) {
      boolean fits = makeRoom(bytes, now);
      if (!open.contains(root)) {
        return List.of(); // it was the one that made room
      }
      if (fits) {
        root.waiting.add(new Waiting(id, bytes));
      } else {
        open.remove(root);
        lost++;
      }
      return List.of();
    }
    List<String> sent = new ArrayList<>();
    if (failed || root.failed) {
      root.waiting.forEach(span -> sent.add(span.id()));
      root.waiting.clear();
      root.failed = true;
      sent.add(id);
    }
    if (root.isRoot(id)) {
      open.remove(root);
      if (root.failed) {
        root.endedAt = now;
        ended.add(root);
      }
    }
    return sent;
  }

  private boolean makeRoom(long bytes, long now) {
    while (bytes() + bytes > limit) {
      if (!ended.isEmpty()) {
        ended.remove(0);
      } else if (!open.isEmpty() && now - open.get(0).startedAt > TimeUnit.MINUTES.toNanos(10)) {
        lost += open.remove(0).failed ? 0 : 1;
      } else {
        return false;
      }
    }
    return true;
  }

  long bytes() {
    return open.stream().mapToLong(Root::bytes).sum() + ended.stream().mapToLong(Root::bytes).sum();
  }

  private Root rootOf(String id) {
    List<Root> all = new ArrayList<>(open);
    all.addAll(ended);
    return all.stream().filter(root -> root.members.contains(id)).findFirst().orElse(null);
  }
}
