package dev.clew.model;

/// A batch as a plain list of columns: written for the log, and put together again from there.
///
/// The order is part of the log's record format; whoever changes it gives the format a new version.
public final class SpanBatchColumns {
  private SpanBatchColumns() {}

  /// Hands all columns of a batch to a sink.
  public static void write(SpanBatch batch, ColumnSink sink) {
    sink.dictionary(batch.strings());
    sink.dictionary(batch.blobs());
    write(batch.resources(), sink);
    write(batch.scopes(), sink);
    write(batch.spans, sink);
    write(batch.attributes(), sink);
    write(batch.events(), sink);
    write(batch.links(), sink);
  }

  /// Makes a batch of the columns from a source. Checked is all that other code relies on: codes
  /// lie within their dictionary, rows within their table, and what ascends does.
  public static SpanBatch read(ColumnSource source) throws MalformedColumnsException {
    Dictionary strings = source.dictionary();
    Dictionary blobs = source.dictionary();
    if (strings.size() == 0 || strings.length(0) != 0 || blobs.size() == 0) {
      throw new MalformedColumnsException("a dictionary does not begin with the empty entry");
    }
    Reader reader = new Reader(source, strings.size(), blobs.size());
    ResourceTable resources = reader.resources();
    ScopeTable scopes = reader.scopes(resources.count());
    SpanColumns spans = reader.spans(scopes.count());
    int count = spans.scopes().length;
    AttributeTable attributes = reader.attributes(count, "span");
    EventTable events = reader.events(count);
    LinkTable links = reader.links(count);
    return new SpanBatch(strings, blobs, resources, scopes, spans, attributes, events, links);
  }

  private static void write(ResourceTable table, ColumnSink sink) {
    int count = table.count();
    sink.number(count);
    sink.ints(table.schemaUrls, 0, count);
    sink.ints(table.droppedAttributes, 0, count);
    sink.ints(table.entityRefs, 0, count);
    sink.bytes(toBytes(table.present), 0, count);
    write(table.attributes(), sink);
  }

  private static void write(ScopeTable table, ColumnSink sink) {
    int count = table.count();
    sink.number(count);
    sink.ascending(table.resources, 0, count);
    sink.ints(table.names, 0, count);
    sink.ints(table.versions, 0, count);
    sink.ints(table.schemaUrls, 0, count);
    sink.ints(table.droppedAttributes, 0, count);
    sink.bytes(toBytes(table.present), 0, count);
    write(table.attributes(), sink);
  }

  private static void write(SpanColumns spans, ColumnSink sink) {
    int count = spans.scopes().length;
    sink.number(count);
    sink.ascending(spans.scopes(), 0, count);
    sink.longs(spans.traceIdHighs(), 0, count);
    sink.longs(spans.traceIdLows(), 0, count);
    sink.longs(spans.spanIds(), 0, count);
    sink.longs(spans.parentSpanIds(), 0, count);
    sink.longs(spans.startNanos(), 0, count);
    sink.longs(spans.durationNanos(), 0, count);
    sink.ints(spans.kinds(), 0, count);
    sink.ints(spans.statusCodes(), 0, count);
    sink.ints(spans.statusMessages(), 0, count);
    sink.ints(spans.names(), 0, count);
    sink.ints(spans.traceStates(), 0, count);
    sink.ints(spans.flags(), 0, count);
    sink.ints(spans.droppedAttributes(), 0, count);
    sink.ints(spans.droppedEvents(), 0, count);
    sink.ints(spans.droppedLinks(), 0, count);
    sink.bytes(spans.presence(), 0, count);
  }

  private static void write(EventTable table, ColumnSink sink) {
    int count = table.count();
    sink.number(count);
    sink.ascending(table.spans, 0, count);
    sink.longs(table.times, 0, count);
    sink.ints(table.names, 0, count);
    sink.ints(table.droppedAttributes, 0, count);
    write(table.attributes(), sink);
  }

  private static void write(LinkTable table, ColumnSink sink) {
    int count = table.count();
    sink.number(count);
    sink.ascending(table.spans, 0, count);
    sink.longs(table.traceIdHighs, 0, count);
    sink.longs(table.traceIdLows, 0, count);
    sink.longs(table.spanIds, 0, count);
    sink.ints(table.traceStates, 0, count);
    sink.ints(table.flags, 0, count);
    sink.ints(table.droppedAttributes, 0, count);
    sink.bytes(table.presence, 0, count);
    write(table.attributes(), sink);
  }

  private static void write(AttributeTable table, ColumnSink sink) {
    int columns = table.columnCount();
    sink.number(table.entryCount());
    sink.number(columns);
    for (int c = 0; c < columns; c++) {
      int from = table.starts[c];
      int to = table.starts[c + 1];
      sink.number(table.keys[c]);
      sink.number(table.types[c]);
      sink.number(to - from);
      sink.ascending(table.owners, from, to);
      sink.longs(table.values, from, to);
    }
  }

  private static byte[] toBytes(boolean[] flags) {
    byte[] bytes = new byte[flags.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (flags[i] ? 1 : 0);
    }
    return bytes;
  }

  private record Reader(ColumnSource source, int stringCount, int blobCount) {
    ResourceTable resources() throws MalformedColumnsException {
      int count = source.count("resources");
      return new ResourceTable(
          codes(count, stringCount, "schema URL of a resource"),
          ints(count),
          codes(count, blobCount, "entity references of a resource"),
          flags(count),
          attributes(count, "resource"));
    }

    ScopeTable scopes(int resourceCount) throws MalformedColumnsException {
      int count = source.count("scopes");
      return new ScopeTable(
          rows(count, resourceCount, "resource of a scope"),
          codes(count, stringCount, "name of a scope"),
          codes(count, stringCount, "version of a scope"),
          codes(count, stringCount, "schema URL of a scope"),
          ints(count),
          flags(count),
          attributes(count, "scope"));
    }

    SpanColumns spans(int scopeCount) throws MalformedColumnsException {
      int count = source.count("spans");
      return new SpanColumns(
          rows(count, scopeCount, "scope of a span"),
          longs(count),
          longs(count),
          longs(count),
          longs(count),
          longs(count),
          longs(count),
          ints(count),
          ints(count),
          codes(count, stringCount, "status message of a span"),
          codes(count, stringCount, "name of a span"),
          codes(count, stringCount, "trace state of a span"),
          ints(count),
          ints(count),
          ints(count),
          ints(count),
          bytes(count));
    }

    EventTable events(int spanCount) throws MalformedColumnsException {
      int count = source.count("events");
      return new EventTable(
          rows(count, spanCount, "span of an event"),
          longs(count),
          codes(count, stringCount, "name of an event"),
          ints(count),
          attributes(count, "event"));
    }

    LinkTable links(int spanCount) throws MalformedColumnsException {
      int count = source.count("links");
      return new LinkTable(
          rows(count, spanCount, "span of a link"),
          longs(count),
          longs(count),
          longs(count),
          codes(count, stringCount, "trace state of a link"),
          ints(count),
          ints(count),
          bytes(count),
          attributes(count, "link"));
    }

    AttributeTable attributes(int ownerCount, String owner) throws MalformedColumnsException {
      int entries = source.count("attributes");
      int columns = source.count("attribute columns");
      int[] keys = new int[columns];
      byte[] types = new byte[columns];
      int[] starts = new int[columns + 1];
      int[] owners = new int[entries];
      long[] values = new long[entries];
      for (int c = 0; c < columns; c++) {
        keys[c] = within(source.number(), stringCount, "attribute key");
        types[c] = (byte) within(source.number(), AttributeType.COUNT, "attribute type");
        int from = starts[c];
        int count = within(source.number(), entries - from + 1, "attribute count");
        int to = from + count;
        starts[c + 1] = to;
        source.ascending(owners, from, to);
        if (count > 0) {
          var _ = within(owners[to - 1], ownerCount, owner + " of an attribute");
        }
        source.longs(values, from, to);
        checkValues(AttributeType.of(types[c]), values, from, to);
      }
      if (starts[columns] != entries) {
        throw new MalformedColumnsException(
            "columns hold " + starts[columns] + " attributes where " + entries + " were announced");
      }
      return new AttributeTable(ownerCount, keys, types, starts, owners, values);
    }

    private void checkValues(AttributeType type, long[] values, int from, int to)
        throws MalformedColumnsException {
      if (!type.isCoded()) {
        return;
      }
      int limit = type == AttributeType.STRING ? stringCount : blobCount;
      for (int i = from; i < to; i++) {
        if (values[i] < 0 || values[i] >= limit) {
          throw new MalformedColumnsException(
              "attribute value " + values[i] + " is not below " + limit);
        }
      }
    }

    private int[] codes(int count, int limit, String what) throws MalformedColumnsException {
      int[] codes = ints(count);
      for (int code : codes) {
        var _ = within(code, limit, what);
      }
      return codes;
    }

    private int[] rows(int count, int limit, String what) throws MalformedColumnsException {
      int[] rows = new int[count];
      source.ascending(rows, 0, count);
      if (count > 0) {
        var _ = within(rows[count - 1], limit, what);
      }
      return rows;
    }

    private int[] ints(int count) throws MalformedColumnsException {
      int[] values = new int[count];
      source.ints(values, 0, count);
      return values;
    }

    private long[] longs(int count) throws MalformedColumnsException {
      long[] values = new long[count];
      source.longs(values, 0, count);
      return values;
    }

    private byte[] bytes(int count) throws MalformedColumnsException {
      byte[] values = new byte[count];
      source.bytes(values, 0, count);
      return values;
    }

    private boolean[] flags(int count) throws MalformedColumnsException {
      byte[] bytes = bytes(count);
      boolean[] flags = new boolean[count];
      for (int i = 0; i < count; i++) {
        flags[i] = bytes[i] != 0;
      }
      return flags;
    }

    private static int within(int value, int limit, String what) throws MalformedColumnsException {
      if (value < 0 || value >= limit) {
        throw new MalformedColumnsException(what + " " + value + " is not below " + limit);
      }
      return value;
    }
  }
}
