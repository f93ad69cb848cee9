package dev.clew.instrumentation.http;

import org.jspecify.annotations.Nullable;

/// Who makes a request, as far as it is known; each becomes an attribute of the server's span.
///
/// ```java
/// HttpTracing.builder()
///     .user(header -> new RequestUser(header.apply("x-user-id"), null, header.apply("x-plan")));
/// ```
///
/// @param id `user.id`
/// @param email kept as `user.hash`, its SHA-256 in hex, since it names a person
/// @param subscription `user.subscription`
public record RequestUser(
    @Nullable String id, @Nullable String email, @Nullable String subscription) {}
