package dev.clew.server.api;

/// A span as a plain object, with what the columns say of it.
///
/// @param parent the parent's id; 0 for none
/// @param start nanoseconds since 1970
/// @param duration nanoseconds, may be negative
record FixtureSpan(
    long id,
    long parent,
    long start,
    long duration,
    String service,
    String name,
    int kind,
    int status,
    int events,
    int links) {

  static FixtureSpan of(long id, long parent, long start, long duration) {
    return new FixtureSpan(id, parent, start, duration, "shop", "work", 1, 0, 0, 0);
  }

  FixtureSpan named(String newService, String newName) {
    return new FixtureSpan(
        id, parent, start, duration, newService, newName, kind, status, events, links);
  }

  FixtureSpan numbered(int newKind, int newStatus) {
    return new FixtureSpan(
        id, parent, start, duration, service, name, newKind, newStatus, events, links);
  }

  FixtureSpan with(int newEvents, int newLinks) {
    return new FixtureSpan(
        id, parent, start, duration, service, name, kind, status, newEvents, newLinks);
  }
}
