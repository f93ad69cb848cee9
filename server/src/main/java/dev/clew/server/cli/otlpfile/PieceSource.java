package dev.clew.server.cli.otlpfile;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Gives a file piece by piece, in its order.
interface PieceSource {
  /// The next piece with at least one element, valid until the next call; null at the end.
  ///
  /// @throws IOException when the file cannot be read any further
  @Nullable Piece next() throws IOException;
}
