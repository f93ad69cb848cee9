package dev.clew.store.block;

import dev.clew.model.Dictionary;
import dev.clew.store.segment.Field;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Numbers of kinds and statuses as TraceQL's words; numbers without a word as decimal text.
final class Words {
  private static final List<String> KINDS =
      List.of("unspecified", "internal", "server", "client", "producer", "consumer");
  private static final List<String> STATUSES = List.of("unset", "ok", "error");

  private Words() {}

  private static List<String> of(Field field) {
    return field == Field.KIND ? KINDS : STATUSES;
  }

  static boolean isWordField(Field field) {
    return field == Field.KIND || field == Field.STATUS;
  }

  /// Numbers becoming codes of a dictionary of words.
  static final class Encoder {
    private final List<String> words;
    private final Map<Long, Integer> codes = new LinkedHashMap<>();

    Encoder(Field field) {
      words = of(field);
    }

    int code(long number) {
      if (number >= 0 && number < 8) {
        return (int) number;
      }
      return codes.computeIfAbsent(number, _ -> codes.size() + 8);
    }

    /// The words of the codes given so far.
    Dictionary dictionary() {
      String[] entries = new String[8 + codes.size()];
      for (int i = 0; i < 8; i++) {
        entries[i] = i < words.size() ? words.get(i) : Integer.toString(i);
      }
      codes.forEach((number, code) -> entries[code] = Long.toString(number));
      return Dictionary.of(entries);
    }
  }

  /// The numbers of a dictionary's words.
  ///
  /// @throws IllegalArgumentException where an entry is neither a word nor a number
  static long[] numbers(Field field, Dictionary dictionary) {
    Map<String, Long> known = new HashMap<>();
    for (String word : of(field)) {
      known.put(word, (long) known.size());
    }
    long[] numbers = new long[dictionary.size()];
    for (int i = 0; i < numbers.length; i++) {
      String word = dictionary.string(i);
      Long number = known.get(word);
      numbers[i] = number == null ? Long.parseLong(word) : number;
    }
    return numbers;
  }
}
