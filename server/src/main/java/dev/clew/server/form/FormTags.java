package dev.clew.server.form;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.clew.server.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// The tags of a form as text, in the two ways that Jaeger has for them: logfmt, as people write
/// it into the field (`http.method=GET db.statement="select 1"`), and a JSON object of strings, as
/// links and the API have it. A text whose first character is `{` is JSON. Where a key occurs
/// twice the last value counts.
public final class FormTags {
  /// How many tags a form may have.
  public static final int MAX_TAGS = 100;

  private FormTags() {}

  /// Reads tags in either way.
  ///
  /// In logfmt, blanks stand between tags; keys and values with blanks, quotes or (keys) `=` stand
  /// in double quotes; a backslash takes the character after it literally; a key alone means
  /// `true`.
  ///
  /// @return by key, in the order of the text; the caller's to change
  /// @throws FormFault where it is neither, or there are more than [#MAX_TAGS]
  public static Map<String, String> read(String text) throws FormFault {
    Map<String, String> tags = text.stripLeading().startsWith("{") ? json(text) : logfmt(text);
    if (tags.size() > MAX_TAGS) {
      throw fault(0, text.length(), tags.size() + " tags, the limit is " + MAX_TAGS);
    }
    return tags;
  }

  /// Reads tags from a JSON object of strings or other scalars.
  ///
  /// @return by key, in the order of the text; the caller's to change
  /// @throws FormFault where it is something else
  public static Map<String, String> json(String text) throws FormFault {
    Map<String, String> tags = new LinkedHashMap<>();
    try (JsonParser json = JsonText.FACTORY.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw notJson(json);
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        if (!json.nextToken().isScalarValue()) {
          throw notJson(json);
        }
        tags.put(key, json.getText());
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw notJson(json);
      }
      return tags;
    } catch (JsonProcessingException e) {
      int offset = Math.clamp(e.getLocation().getCharOffset(), 0, text.length());
      throw fault(offset, text.length() - offset, JSON_WANTED);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read from memory", e);
    }
  }

  private static final String JSON_WANTED =
      "a JSON object of strings is wanted, such as {\"http.method\":\"GET\"}";

  private static FormFault notJson(JsonParser json) {
    return fault((int) json.currentTokenLocation().getCharOffset(), 1, JSON_WANTED);
  }

  private static Map<String, String> logfmt(String text) throws FormFault {
    Map<String, String> tags = new LinkedHashMap<>();
    Logfmt reader = new Logfmt(text);
    while (reader.toNextTag()) {
      String key = reader.word("=");
      tags.put(key, reader.take('=') ? reader.word("") : "true");
    }
    return tags;
  }

  private static FormFault fault(int offset, int length, String problem) {
    return new FormFault("tags", offset, length, problem);
  }

  /// Adds a tag from the text `key:value`, as the parameter `tag` of old links has it.
  ///
  /// @throws FormFault where there is no key or no colon
  public static void addPair(String text, Map<String, String> tags) throws FormFault {
    int colon = text.indexOf(':');
    if (colon <= 0) {
      throw new FormFault("tag", 0, text.length(), "key:value is wanted");
    }
    tags.put(text.substring(0, colon), text.substring(colon + 1));
  }

  /// The tags as logfmt, which [#read] reads back.
  public static String write(Map<String, String> tags) {
    StringBuilder text = new StringBuilder();
    tags.forEach(
        (key, value) -> {
          text.append(text.isEmpty() ? "" : " ");
          text.append(quoted(key)).append('=').append(value.isEmpty() ? "" : quoted(value));
        });
    return text.toString();
  }

  private static String quoted(String word) {
    boolean plain = !word.isEmpty() && !word.startsWith("{");
    for (int i = 0; i < word.length() && plain; i++) {
      char c = word.charAt(i);
      plain = !Logfmt.isBlank(c) && c != '=' && c != '"' && c != '\\';
    }
    return plain ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// A text of tags with a place in it.
  private static final class Logfmt {
    private final String text;
    private int at;

    Logfmt(String text) {
      this.text = text;
    }

    /// Goes to the next tag, if there is one.
    ///
    /// @throws FormFault where its key is missing
    boolean toNextTag() throws FormFault {
      while (at < text.length() && isBlank(text.charAt(at))) {
        at++;
      }
      if (at < text.length() && text.charAt(at) == '=') {
        throw fault(at, 0, "a key is missing before '='");
      }
      return at < text.length();
    }

    boolean take(char wanted) {
      boolean there = at < text.length() && text.charAt(at) == wanted;
      at += there ? 1 : 0;
      return there;
    }

    /// Reads up to a blank or one of some characters outside of quotes.
    String word(String ends) throws FormFault {
      StringBuilder word = new StringBuilder();
      int quote = -1;
      while (at < text.length()) {
        char c = text.charAt(at);
        if (quote < 0 && (isBlank(c) || ends.indexOf(c) >= 0)) {
          break;
        }
        if (c == '"') {
          quote = quote < 0 ? at : -1;
        } else {
          at += c == '\\' && at + 1 < text.length() ? 1 : 0;
          word.append(text.charAt(at));
        }
        at++;
      }
      if (quote >= 0) {
        throw fault(quote, text.length() - quote, "the quote is not closed");
      }
      return word.toString();
    }

    static boolean isBlank(char c) {
      return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
  }
}
