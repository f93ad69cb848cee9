package dev.clew.instrumentation;

/// What a rate limiter says to one request.
///
/// ```java
/// return new RateLimitDecision(bucket.tryTake(), bucket.remaining());
/// ```
///
/// @param allowed whether the request may go on
/// @param remaining how many more may follow now; negative where the limiter does not say
public record RateLimitDecision(boolean allowed, long remaining) {}
