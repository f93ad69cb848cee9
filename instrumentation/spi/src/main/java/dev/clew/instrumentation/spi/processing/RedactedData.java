package dev.clew.instrumentation.spi.processing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/// A span's data with what was rewritten.
final class RedactedData extends DelegatingSpanData {
  private final String name;
  private final StatusData status;
  private final Attributes attributes;
  private final List<EventData> events;
  private final List<LinkData> links;

  RedactedData(
      SpanData span,
      String name,
      StatusData status,
      Attributes attributes,
      List<EventData> events,
      List<LinkData> links) {
    super(span);
    this.name = name;
    this.status = status;
    this.attributes = attributes;
    this.events = events;
    this.links = links;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public StatusData getStatus() {
    return status;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public List<EventData> getEvents() {
    return events;
  }

  @Override
  public List<LinkData> getLinks() {
    return links;
  }
}
