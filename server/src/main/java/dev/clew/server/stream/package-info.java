/// Answers of any length: written while they are read from the store, held up by a slow client, and
/// never whole in memory. Start at [dev.clew.server.stream.StreamedAnswer].
@NullMarked
package dev.clew.server.stream;

import org.jspecify.annotations.NullMarked;
