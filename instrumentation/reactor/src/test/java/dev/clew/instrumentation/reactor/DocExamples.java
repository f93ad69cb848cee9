package dev.clew.instrumentation.reactor;

import reactor.core.publisher.Mono;

/// The examples of `docs/library/modules.md` about Reactor, to be compiled and run; {@link DocTest}
/// does.
final class DocExamples {
  private DocExamples() {}

  static Mono<String> order() {
    ReactorTracing.enable();
    Mono<String> order =
        ReactorTracing.withSpan("order.load", load("o-1").map(String::strip), "order.id", "o-1");
    return order;
  }

  private static Mono<String> load(String id) {
    return Mono.just(" order " + id);
  }
}
