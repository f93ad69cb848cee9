package dev.clew.instrumentation.spi.export;

import java.io.IOException;

/// What carries messages to a backend.
interface Wire {
  /// The largest message that it takes, in bytes.
  int limit();

  /// Carries one message, and waits until it was taken as far as that can be known.
  ///
  /// @throws IOException where it was not
  void send(SpanFormat.Message message) throws IOException, InterruptedException;

  void close();
}
