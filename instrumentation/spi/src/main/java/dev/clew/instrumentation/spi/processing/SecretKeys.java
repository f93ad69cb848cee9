package dev.clew.instrumentation.spi.processing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Tells by an attribute's key whether its value is a secret.
///
/// A key is read word by word: `http.request.header.x-api-key` and `dbPassword` have the words
/// `x api key` and `db password`. It is secret where one of the denied words, or denied words in a
/// row, are among them. A number is secret only where they stand last: `token.count` is none.
final class SecretKeys {
  /// What a key says of its value.
  enum Secrecy {
    NONE,
    /// Texts are secret.
    TEXT,
    /// Numbers too.
    ALL
  }

  static final List<String> DEFAULT =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "pwd",
          "secret",
          "token",
          "authorization",
          "api_key",
          "apikey",
          "access_key",
          "private_key",
          "credential",
          "credentials",
          "cookie",
          "ssn",
          "cvv",
          "card_number",
          "iban");

  /// Keys are constants in all but strange programs; the rest is worked out each time.
  private static final int MAX_KNOWN = 4_096;

  private final List<List<String>> denied = new ArrayList<>();
  private final Map<String, Secrecy> known = new ConcurrentHashMap<>();

  /// @param denied words, or words joined with `_`
  SecretKeys(Collection<String> denied) {
    for (String entry : denied) {
      List<String> words = words(entry);
      if (!words.isEmpty()) {
        this.denied.add(words);
      }
    }
  }

  Secrecy of(String key) {
    Secrecy secrecy = known.get(key);
    if (secrecy == null) {
      secrecy = workedOut(words(key));
      if (known.size() < MAX_KNOWN) {
        known.put(key, secrecy);
      }
    }
    return secrecy;
  }

  private Secrecy workedOut(List<String> words) {
    Secrecy found = Secrecy.NONE;
    for (List<String> entry : denied) {
      for (int at = 0; at + entry.size() <= words.size(); at++) {
        if (words.subList(at, at + entry.size()).equals(entry)) {
          if (at + entry.size() == words.size()) {
            return Secrecy.ALL;
          }
          found = Secrecy.TEXT;
        }
      }
    }
    return found;
  }

  /// Lower-case words, split at what is neither letter nor digit, and where a capital begins a
  /// word.
  static List<String> words(String key) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= key.length(); i++) {
      boolean inWord = i < key.length() && Character.isLetterOrDigit(key.charAt(i));
      boolean capital =
          inWord
              && i > start
              && Character.isUpperCase(key.charAt(i))
              && (Character.isLowerCase(key.charAt(i - 1))
                  || (i + 1 < key.length() && Character.isLowerCase(key.charAt(i + 1))));
      if (!inWord || capital) {
        if (i > start) {
          words.add(key.substring(start, i).toLowerCase(Locale.ROOT));
        }
        start = inWord ? i : i + 1;
      }
    }
    return words;
  }
}
