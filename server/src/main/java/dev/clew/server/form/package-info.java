/// Jaeger's search form and TraceQL, translated into each other here and nowhere else: for Jaeger's
/// own parameters, and for the page, which shows a query as a form where that says the same.
///
/// Open [dev.clew.server.form.SearchForm] first. [dev.clew.server.form.TagCondition] has the
/// meaning of a tag, [dev.clew.server.form.FormTags] the text of several.
@NullMarked
package dev.clew.server.form;

import org.jspecify.annotations.NullMarked;
