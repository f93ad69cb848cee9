package dev.clew.server.cli.otlpfile;

/// Is told of what a file holds that cannot be taken. The rest of the file goes on.
@FunctionalInterface
public interface Problems {
  /// @param place such as `traces.jsonl:17`, or `traces.pb byte 1024`
  void report(String place, String message);
}
