package dev.clew.model.otlp;

import dev.clew.model.AttributeCursor;
import dev.clew.model.Dictionary;
import dev.clew.model.EventTable;
import dev.clew.model.LinkTable;
import dev.clew.model.Presence;
import dev.clew.model.ResourceTable;
import dev.clew.model.ScopeTable;
import dev.clew.model.SpanBatch;
import java.io.IOException;
import java.io.OutputStream;

/// Encodes a {@link SpanBatch} as OTLP `TracesData`, which `ExportTraceServiceRequest` equals on
/// the wire: one `ResourceSpans` for each resource row, one `ScopeSpans` for each scope row, those
/// without spans too. What {@link OtlpProtobufDecoder} has read comes out again, but for unknown
/// fields, repaired text and the order of attributes.
///
/// Keep one for each thread and use it again. Not thread-safe.
public final class OtlpProtobufEncoder {
  private static final int VARINT = ProtobufReader.VARINT;
  private static final int FIXED64 = ProtobufReader.FIXED64;
  private static final int LENGTH = ProtobufReader.LENGTH;
  private static final int FIXED32 = ProtobufReader.FIXED32;

  private final ValueBuffer buffer = new ValueBuffer();

  /// The batch as one array.
  ///
  /// @throws ArithmeticException when it would pass 2 GiB
  public byte[] encode(SpanBatch batch) {
    buffer.truncate(0);
    Pass pass = new Pass(batch);
    for (int resource = 0; resource < batch.resources().count(); resource++) {
      pass.resourceSpans(resource);
    }
    byte[] encoded = buffer.toArray();
    buffer.truncate(0);
    return encoded;
  }

  /// Writes the batch, holding one `ResourceSpans` at a time. Several batches written one after
  /// another are one `TracesData`.
  public void encode(SpanBatch batch, OutputStream out) throws IOException {
    Pass pass = new Pass(batch);
    for (int resource = 0; resource < batch.resources().count(); resource++) {
      buffer.truncate(0);
      pass.resourceSpans(resource);
      buffer.writeTo(out);
    }
    buffer.truncate(0);
  }

  /// One batch on its way out, with the scope, span, event and link that come next.
  private final class Pass {
    private final SpanBatch batch;
    private final Dictionary strings;
    private final Dictionary blobs;
    private final AttributeCursor resourceAttributes;
    private final AttributeCursor scopeAttributes;
    private final AttributeCursor spanAttributes;
    private final AttributeCursor eventAttributes;
    private final AttributeCursor linkAttributes;
    private int scope;
    private int span;
    private int event;
    private int link;

    Pass(SpanBatch batch) {
      this.batch = batch;
      strings = batch.strings();
      blobs = batch.blobs();
      resourceAttributes = batch.resourceAttributeCursor();
      scopeAttributes = batch.scopeAttributeCursor();
      spanAttributes = batch.attributeCursor();
      eventAttributes = batch.eventAttributeCursor();
      linkAttributes = batch.linkAttributeCursor();
    }

    void resourceSpans(int resource) {
      ResourceTable resources = batch.resources();
      int start = buffer.size();
      if (resources.present(resource)) {
        attributes(1, resourceAttributes.seek(resource));
        unsigned(2, resources.droppedAttributes(resource));
        int refs = resources.entityRefs(resource);
        buffer.raw(blobs.heap(), blobs.offset(refs), blobs.length(refs));
        buffer.wrap(start, 1 << 3 | LENGTH);
      }
      while (scope < batch.scopes().count() && batch.scopes().resource(scope) == resource) {
        scopeSpans();
        scope++;
      }
      string(3, resources.schemaUrl(resource));
      buffer.wrap(start, 1 << 3 | LENGTH);
    }

    private void scopeSpans() {
      ScopeTable scopes = batch.scopes();
      int start = buffer.size();
      if (scopes.present(scope)) {
        string(1, scopes.name(scope));
        string(2, scopes.version(scope));
        attributes(3, scopeAttributes.seek(scope));
        unsigned(4, scopes.droppedAttributes(scope));
        buffer.wrap(start, 1 << 3 | LENGTH);
      }
      while (span < batch.size() && batch.scope(span) == scope) {
        span();
        span++;
      }
      string(3, scopes.schemaUrl(scope));
      buffer.wrap(start, 2 << 3 | LENGTH);
    }

    private void span() {
      int start = buffer.size();
      int presence = batch.presence(span);
      if ((presence & Presence.NO_TRACE_ID) == 0) {
        traceId(1, batch.traceIdHigh(span), batch.traceIdLow(span));
      }
      if ((presence & Presence.NO_SPAN_ID) == 0) {
        spanId(2, batch.spanId(span));
      }
      string(3, batch.traceState(span));
      if (batch.parentSpanId(span) != 0 || (presence & Presence.ZERO_PARENT) != 0) {
        spanId(4, batch.parentSpanId(span));
      }
      string(5, batch.name(span));
      signed(6, batch.kind(span));
      fixed64(7, batch.startNanos(span));
      fixed64(8, batch.endNanos(span));
      attributes(9, spanAttributes.seek(span));
      unsigned(10, batch.droppedAttributes(span));
      for (; event < batch.events().count() && batch.events().span(event) == span; event++) {
        event();
      }
      unsigned(12, batch.droppedEvents(span));
      for (; link < batch.links().count() && batch.links().span(link) == span; link++) {
        link();
      }
      unsigned(14, batch.droppedLinks(span));
      int statusStart = buffer.size();
      string(2, batch.statusMessage(span));
      signed(3, batch.statusCode(span));
      if (buffer.size() > statusStart || (presence & Presence.EMPTY_STATUS) != 0) {
        buffer.wrap(statusStart, 15 << 3 | LENGTH);
      }
      fixed32(16, batch.flags(span));
      buffer.wrap(start, 2 << 3 | LENGTH);
    }

    private void event() {
      EventTable events = batch.events();
      int start = buffer.size();
      fixed64(1, events.timeNanos(event));
      string(2, events.name(event));
      attributes(3, eventAttributes.seek(event));
      unsigned(4, events.droppedAttributes(event));
      buffer.wrap(start, 11 << 3 | LENGTH);
    }

    private void link() {
      LinkTable links = batch.links();
      int start = buffer.size();
      int presence = links.presence(link);
      if ((presence & Presence.NO_TRACE_ID) == 0) {
        traceId(1, links.traceIdHigh(link), links.traceIdLow(link));
      }
      if ((presence & Presence.NO_SPAN_ID) == 0) {
        spanId(2, links.spanId(link));
      }
      string(3, links.traceState(link));
      attributes(4, linkAttributes.seek(link));
      unsigned(5, links.droppedAttributes(link));
      fixed32(6, links.flags(link));
      buffer.wrap(start, 13 << 3 | LENGTH);
    }

    private void attributes(int number, AttributeCursor attributes) {
      while (attributes.next()) {
        int start = buffer.size();
        string(1, attributes.keyCode());
        int value = buffer.size();
        long word = attributes.word();
        switch (attributes.type()) {
          case STRING -> bytes(1, strings, (int) word);
          case BOOL -> {
            buffer.varint(2 << 3 | VARINT);
            buffer.varint(word);
          }
          case INT -> {
            buffer.varint(3 << 3 | VARINT);
            buffer.varint(word);
          }
          case DOUBLE -> {
            buffer.varint(4 << 3 | FIXED64);
            buffer.fixed64(word);
          }
          case ARRAY -> bytes(5, blobs, (int) word);
          case KEY_VALUE_LIST -> bytes(6, blobs, (int) word);
          case BYTES -> bytes(7, blobs, (int) word);
          case EMPTY -> {}
        }
        if (buffer.size() > value || word == 0) {
          buffer.wrap(value, 2 << 3 | LENGTH);
        }
        buffer.wrap(start, number << 3 | LENGTH);
      }
    }

    private void string(int number, int code) {
      if (code != 0) {
        bytes(number, strings, code);
      }
    }

    private void bytes(int number, Dictionary dictionary, int code) {
      int length = dictionary.length(code);
      buffer.varint(number << 3 | LENGTH);
      buffer.varint(length);
      buffer.raw(dictionary.heap(), dictionary.offset(code), length);
    }
  }

  private void traceId(int number, long high, long low) {
    buffer.varint(number << 3 | LENGTH);
    buffer.varint(16);
    buffer.bigEndian(high);
    buffer.bigEndian(low);
  }

  private void spanId(int number, long id) {
    buffer.varint(number << 3 | LENGTH);
    buffer.varint(8);
    buffer.bigEndian(id);
  }

  private void unsigned(int number, int value) {
    if (value != 0) {
      buffer.varint(number << 3 | VARINT);
      buffer.varint(Integer.toUnsignedLong(value));
    }
  }

  /// An enum's number: negative ones take ten bytes, as protobuf has it.
  private void signed(int number, int value) {
    if (value != 0) {
      buffer.varint(number << 3 | VARINT);
      buffer.varint(value);
    }
  }

  private void fixed64(int number, long value) {
    if (value != 0) {
      buffer.varint(number << 3 | FIXED64);
      buffer.fixed64(value);
    }
  }

  private void fixed32(int number, int value) {
    if (value != 0) {
      buffer.varint(number << 3 | FIXED32);
      buffer.fixed32(value);
    }
  }
}
