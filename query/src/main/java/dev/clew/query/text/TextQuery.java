package dev.clew.query.text;

import dev.clew.query.read.QueryException;
import dev.clew.query.read.QueryException.Kind;
import dev.clew.query.read.SegmentView;
import dev.clew.query.read.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words that spans are asked for. A span matches where any of them is found in it, whatever the
/// case of letters:
///
/// - as a part of its name, of its service's name, of an event's name, of its status message, or of
///   its scope's name or version;
/// - as a part of the key or value of an attribute, be it the span's, its resource's, its scope's,
///   an event's or a link's, or of the text `key=value`. A value that is no string is the text that
///   JavaScript makes of it; bytes are Base64, arrays and lists JSON;
/// - as its span id, with or without leading zeros;
/// - as a part of `error` or `ok`, where that is its status;
/// - as one of the {@linkplain Property properties} with a key, such as `kind=server`.
///
/// White space divides words, double quotes hold together what is between them. A word that begins
/// with a minus names keys: attributes and properties whose key has the rest of the word in it are
/// not looked at. These are the rules of the search box on Jaeger's page for a trace, so that links
/// with `uiFind` lead to the same spans.
public final class TextQuery {
  /// More words than this are refused.
  public static final int MAX_WORDS = 32;

  /// A run between two quotes, or one without quotes and white space; a quote alone is passed over.
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|[^\\s\"]+");

  private final List<Word> words = new ArrayList<>();
  private final List<String> excludedKeys = new ArrayList<>();

  private TextQuery() {}

  /// Reads what a person typed.
  ///
  /// @throws QueryException where there are more than {@value #MAX_WORDS} words
  public static TextQuery parse(String text) {
    TextQuery query = new TextQuery();
    Matcher found = WORD.matcher(text);
    while (found.find()) {
      query.add(found.group(1) == null ? found.group() : found.group(1));
    }
    return query;
  }

  private void add(String word) {
    if (words.size() + excludedKeys.size() == MAX_WORDS) {
      throw new QueryException(
          Kind.INVALID_QUERY, "the text has more than its limit of " + MAX_WORDS + " words");
    }
    if (word.startsWith("-")) {
      if (word.length() > 1) {
        excludedKeys.add(word.substring(1).toLowerCase(Locale.ROOT));
      }
    } else if (!word.isEmpty()) {
      words.add(new Word(word));
    }
  }

  List<Word> words() {
    return words;
  }

  /// Whether attributes with a key are not looked at.
  boolean excludes(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    return excludedKeys.stream().anyMatch(lower::contains);
  }

  /// Those of some spans that match.
  public Selection matching(SegmentView view, Selection candidates) {
    return words.isEmpty()
        ? Selection.none(candidates.size())
        : new TextScan(this, view, candidates).run();
  }
}
