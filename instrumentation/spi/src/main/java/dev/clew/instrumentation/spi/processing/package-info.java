/// What happens to a span between its end and the exporters: redaction, the drop of short ones, and
/// marks on the parents of those that failed.
///
/// Open {@link dev.clew.instrumentation.spi.processing.Stage} first: each part is one, with the
/// next behind it. {@link dev.clew.instrumentation.spi.processing.Redaction} rewrites attributes by
/// the words in their keys (`SecretKeys`) and by what their values look like (`SecretValues`);
/// {@link dev.clew.instrumentation.spi.processing.Family} knows the parents of the spans that are
/// open.
@NullMarked
package dev.clew.instrumentation.spi.processing;

import org.jspecify.annotations.NullMarked;
