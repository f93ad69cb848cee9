/// Which spans are kept: samplers by ratio, rate, rule and remote strategy, and the buffer that
/// keeps what failed.
///
/// Open {@link dev.clew.instrumentation.spi.sampling.ConfiguredSampler} first: it is what every
/// sampler that a setting names goes through. `RatioSampler` says in `tracestate` how probable it
/// was that a span is kept (`TraceStateOt`), so that counts can be extrapolated; {@link
/// dev.clew.instrumentation.spi.sampling.ErrorsOrRatio} keeps a tenth of what succeeds and all that
/// fails.
@NullMarked
package dev.clew.instrumentation.spi.sampling;

import org.jspecify.annotations.NullMarked;
