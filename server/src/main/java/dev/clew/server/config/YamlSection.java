package dev.clew.server.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// One mapping of a YAML file. Reading a key makes it known; {@link #close()} finds those that
/// nobody reads.
final class YamlSection implements AutoCloseable {
  private final String file;
  private final String path;
  private final @Nullable MappingNode node;
  private final Function<String, @Nullable String> environment;
  private final TreeSet<String> known = new TreeSet<>();

  /// @param path of keys from the top, dotted; empty at the top
  /// @param node null for a section that is empty
  YamlSection(
      String file,
      String path,
      @Nullable MappingNode node,
      Function<String, @Nullable String> environment) {
    this.file = file;
    this.path = path;
    this.node = node;
    this.environment = environment;
  }

  /// Whether a key is there, be its value empty.
  boolean has(String key) {
    return find(key) != null;
  }

  /// The mapping under a key; an empty one where there is none.
  YamlSection section(String key) {
    Node value = find(key);
    if (value == null || isNull(value)) {
      return new YamlSection(file, join(key), null, environment);
    }
    if (!(value instanceof MappingNode mapping)) {
      throw error(value, join(key) + " must be a section with keys");
    }
    return new YamlSection(file, join(key), mapping, environment);
  }

  /// Hands the text under a key, variables put in, to a reader; nothing happens where there is
  /// none.
  ///
  /// @param reader may throw an IllegalArgumentException, whose message is reported with the place
  void text(String key, ValueReader reader) {
    Node value = find(key);
    if (value == null || isNull(value)) {
      return;
    }
    read(key, value, reader);
  }

  /// The same for each item of a list.
  void items(String key, ValueReader reader) {
    Node value = find(key);
    if (value == null || isNull(value)) {
      return;
    }
    if (!(value instanceof SequenceNode sequence)) {
      throw error(value, join(key) + " must be a list");
    }
    for (Node item : sequence.getValue()) {
      read(key, item, reader);
    }
  }

  private void read(String key, Node value, ValueReader reader) {
    if (!(value instanceof ScalarNode scalar)) {
      throw error(value, join(key) + " must be a single value");
    }
    try {
      reader.read(Variables.expand(scalar.getValue(), environment));
    } catch (IllegalArgumentException e) {
      throw error(value, join(key) + ": " + e.getMessage());
    }
  }

  /// @throws ConfigException when there is a key that nobody read
  @Override
  public void close() {
    if (node == null) {
      return;
    }
    List<String> unknown = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      String key = keyOf(tuple);
      if (!known.contains(key)) {
        throw error(tuple.getKeyNode(), "unknown key '" + join(key) + "', " + nearest(key));
      }
      if (unknown.contains(key)) {
        throw error(tuple.getKeyNode(), "key '" + join(key) + "' occurs twice");
      }
      unknown.add(key);
    }
  }

  private String nearest(String key) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
        .map(
            candidate ->
                distance(key, candidate) <= Math.max(2, key.length() / 3)
                    ? "did you mean '" + candidate + "'"
                    : "known here: " + String.join(", ", known))
        .orElse("no key is known here");
  }

  /// Levenshtein's edit distance.
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  private @Nullable Node find(String key) {
    known.add(key);
    if (node == null) {
      return null;
    }
    for (NodeTuple tuple : node.getValue()) {
      if (keyOf(tuple).equals(key)) {
        return tuple.getValueNode();
      }
    }
    return null;
  }

  private String keyOf(NodeTuple tuple) {
    if (tuple.getKeyNode() instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw error(tuple.getKeyNode(), "a key must be a single word");
  }

  private static boolean isNull(Node value) {
    return value.getTag().equals(Tag.NULL);
  }

  private String join(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private ConfigException error(Node at, String problem) {
    return new ConfigException(file + ":" + (at.getStartMark().getLine() + 1) + ": " + problem);
  }

  /// Takes one value.
  @FunctionalInterface
  interface ValueReader {
    void read(String value);
  }
}
