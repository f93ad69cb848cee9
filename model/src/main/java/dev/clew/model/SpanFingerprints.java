package dev.clew.model;

/// A hash of 128 bits for each span of a batch, by which exact repeats are known.
///
/// It covers everything that {@link SpanBatch} keeps of a span: ids, fields, attributes whatever
/// their order, events and links in theirs, scope and resource with attributes and schema URLs, and
/// what {@link Presence} tells apart. It depends on the content and the seed alone, not on
/// dictionary codes, on rows or on the batch in which the span stands. Values of different type
/// differ; a key that is repeated counts each time.
public final class SpanFingerprints {
  private final long[] highs;
  private final long[] lows;

  private SpanFingerprints(long[] highs, long[] lows) {
    this.highs = highs;
    this.lows = lows;
  }

  /// Works out the fingerprints of all spans.
  ///
  /// @param seed random where senders could profit from collisions; for two tenants two
  public static SpanFingerprints of(SpanBatch batch, long seed) {
    return new SpanFingerprints(
        new Lane(batch, Hash.mix(seed, 1)).spans(), new Lane(batch, Hash.mix(seed, 2)).spans());
  }

  public long high(int span) {
    return highs[span];
  }

  public long low(int span) {
    return lows[span];
  }

  /// One half of the fingerprints.
  private static final class Lane {
    private final SpanBatch batch;
    private final long seed;
    private final long[] strings;
    private final long[] blobs;

    Lane(SpanBatch batch, long seed) {
      this.batch = batch;
      this.seed = seed;
      strings = entries(batch.strings());
      blobs = entries(batch.blobs());
    }

    long[] spans() {
      int size = batch.size();
      long[] scopes = scopes();
      long[] attributes = attributes(batch.attributes());
      long[] events = events();
      long[] links = links();
      long[] hashes = new long[size];
      for (int s = 0; s < size; s++) {
        long hash = Hash.mix(scopes[batch.scope(s)], batch.traceIdHigh(s));
        hash = Hash.mix(hash, batch.traceIdLow(s));
        hash = Hash.mix(hash, batch.spanId(s));
        hash = Hash.mix(hash, batch.parentSpanId(s));
        hash = Hash.mix(hash, batch.startNanos(s));
        hash = Hash.mix(hash, batch.durationNanos(s));
        hash = Hash.mix(hash, pair(batch.kind(s), batch.statusCode(s)));
        hash = Hash.mix(hash, strings[batch.statusMessage(s)]);
        hash = Hash.mix(hash, strings[batch.name(s)]);
        hash = Hash.mix(hash, strings[batch.traceState(s)]);
        hash = Hash.mix(hash, pair(batch.flags(s), batch.presence(s)));
        hash = Hash.mix(hash, pair(batch.droppedAttributes(s), batch.droppedEvents(s)));
        hash = Hash.mix(hash, batch.droppedLinks(s));
        hash = Hash.mix(hash, attributes[s]);
        hash = Hash.mix(hash, events[s]);
        hashes[s] = Hash.mix(hash, links[s]);
      }
      return hashes;
    }

    private long[] resources() {
      ResourceTable table = batch.resources();
      long[] attributes = attributes(table.attributes());
      long[] hashes = new long[table.count()];
      for (int r = 0; r < hashes.length; r++) {
        long hash = Hash.mix(seed, strings[table.schemaUrl(r)]);
        hash = Hash.mix(hash, pair(table.droppedAttributes(r), table.present(r) ? 1 : 0));
        hash = Hash.mix(hash, blobs[table.entityRefs(r)]);
        hashes[r] = Hash.mix(hash, attributes[r]);
      }
      return hashes;
    }

    private long[] scopes() {
      long[] resources = resources();
      ScopeTable table = batch.scopes();
      long[] attributes = attributes(table.attributes());
      long[] hashes = new long[table.count()];
      for (int s = 0; s < hashes.length; s++) {
        long hash = Hash.mix(resources[table.resource(s)], strings[table.name(s)]);
        hash = Hash.mix(hash, strings[table.version(s)]);
        hash = Hash.mix(hash, strings[table.schemaUrl(s)]);
        hash = Hash.mix(hash, pair(table.droppedAttributes(s), table.present(s) ? 1 : 0));
        hashes[s] = Hash.mix(hash, attributes[s]);
      }
      return hashes;
    }

    /// For each span its events, one after another.
    private long[] events() {
      EventTable table = batch.events();
      long[] hashes = new long[batch.size()];
      long[] attributes = attributes(table.attributes());
      for (int e = 0; e < table.count(); e++) {
        long hash = Hash.mix(seed, table.timeNanos(e));
        hash = Hash.mix(hash, strings[table.name(e)]);
        hash = Hash.mix(hash, table.droppedAttributes(e));
        hash = Hash.mix(hash, attributes[e]);
        int span = table.span(e);
        hashes[span] = Hash.mix(hashes[span], hash);
      }
      return hashes;
    }

    /// For each span its links, one after another.
    private long[] links() {
      LinkTable table = batch.links();
      long[] hashes = new long[batch.size()];
      long[] attributes = attributes(table.attributes());
      for (int l = 0; l < table.count(); l++) {
        long hash = Hash.mix(seed, table.traceIdHigh(l));
        hash = Hash.mix(hash, table.traceIdLow(l));
        hash = Hash.mix(hash, table.spanId(l));
        hash = Hash.mix(hash, strings[table.traceState(l)]);
        hash = Hash.mix(hash, pair(table.flags(l), table.presence(l)));
        hash = Hash.mix(hash, table.droppedAttributes(l));
        hash = Hash.mix(hash, attributes[l]);
        int span = table.span(l);
        hashes[span] = Hash.mix(hashes[span], hash);
      }
      return hashes;
    }

    /// For each owner the sum over its attributes, which does not depend on their order.
    private long[] attributes(AttributeTable table) {
      long[] sums = new long[table.ownerCount()];
      for (int c = 0; c < table.columnCount(); c++) {
        AttributeColumn column = table.column(c);
        AttributeType type = column.type();
        long key = Hash.mix(strings[column.key()], type.ordinal());
        long[] coded = type == AttributeType.STRING ? strings : blobs;
        boolean isCoded = type.isCoded();
        int count = column.count();
        for (int i = 0; i < count; i++) {
          long word = column.value(i);
          long hash = Hash.mix(key, isCoded ? coded[(int) word] : word);
          // Once more, because what is to be summed must not be linear in the word.
          sums[column.owner(i)] += Hash.mix(hash, seed);
        }
      }
      return sums;
    }

    private long[] entries(Dictionary dictionary) {
      long[] hashes = new long[dictionary.size()];
      byte[] heap = dictionary.heap();
      for (int code = 0; code < hashes.length; code++) {
        hashes[code] = Hash.bytes(heap, dictionary.offset(code), dictionary.length(code), seed);
      }
      return hashes;
    }

    private static long pair(int high, int low) {
      return (long) high << 32 | (low & 0xFFFFFFFFL);
    }
  }
}
