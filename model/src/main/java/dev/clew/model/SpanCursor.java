package dev.clew.model;

/// Walks the spans of a batch with their events and links: `while (next())`. One object for a whole
/// batch; for cold paths. Not thread-safe.
public final class SpanCursor {
  private final SpanBatch batch;
  private int row = -1;
  private int eventFrom;
  private int eventTo;
  private int linkFrom;
  private int linkTo;

  SpanCursor(SpanBatch batch) {
    this.batch = batch;
  }

  public boolean next() {
    row++;
    if (row >= batch.size()) {
      return false;
    }
    eventFrom = eventTo;
    while (eventTo < batch.events().count() && batch.events().span(eventTo) == row) {
      eventTo++;
    }
    linkFrom = linkTo;
    while (linkTo < batch.links().count() && batch.links().span(linkTo) == row) {
      linkTo++;
    }
    return true;
  }

  /// The row of the span that the cursor stands on.
  public int row() {
    return row;
  }

  /// The first event row of the span.
  public int eventFrom() {
    return eventFrom;
  }

  /// The row after the last event row of the span.
  public int eventTo() {
    return eventTo;
  }

  /// The first link row of the span.
  public int linkFrom() {
    return linkFrom;
  }

  /// The row after the last link row of the span.
  public int linkTo() {
    return linkTo;
  }

  public String name() {
    return batch.strings().string(batch.name(row));
  }
}
