/// Resilience4j's circuit breakers, rate limiters and retries, traced.
///
/// Open {@link dev.clew.instrumentation.resilience4j.TracedCircuitBreaker} first: it runs a call
/// through a breaker in the span of {@link dev.clew.instrumentation.Operations}, with the breaker's
/// state. The breaker itself stays as it is, and is the one in the registry.
@NullMarked
package dev.clew.instrumentation.resilience4j;

import org.jspecify.annotations.NullMarked;
