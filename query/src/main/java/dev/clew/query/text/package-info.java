/// Looking for words in all that spans say: the search within a trace.
///
/// Open {@link dev.clew.query.text.TextQuery} first, which has the rules.
@NullMarked
package dev.clew.query.text;

import org.jspecify.annotations.NullMarked;
