/// The SDK extensions' jar in the OpenTelemetry agent, and the library beside the agent, Micrometer
/// and `@WithSpan`: one span an operation.
///
/// Open {@link dev.clew.instrumentation.agent.PlainApplicationTest} first. `AgentProcess` starts
/// the programs, and {@link dev.clew.instrumentation.agent.ReceivedSpans} is what they sent.
@NullMarked
package dev.clew.instrumentation.agent;

import org.jspecify.annotations.NullMarked;
