package dev.clew.instrumentation.spi.processing;

/// Finds the numbers of payment cards: 13 to 19 digits, in groups or not, of a length that belongs
/// to their first digits, and with the check digit of ISO/IEC 7812 (Luhn's formula).
///
/// One in ten numbers of such a length and beginning has the right check digit by chance.
final class CardNumber {
  private static final int MAX_DIGITS = 19;

  private CardNumber() {}

  /// @return {@link SecretForm#span} of the longest that begins there, or {@link SecretForm#NONE}
  static long find(String text, int at) {
    char first = text.charAt(at);
    if (first < '2' || first > '6' || Characters.isWordBefore(text, at)) {
      return SecretForm.NONE;
    }
    long found = SecretForm.NONE;
    int digits = 0;
    int sumFromLeft = 0; // every second digit doubled, the first one
    int otherSum = 0; // the others doubled
    int prefix = 0;
    int i = at;
    while (i < text.length() && digits < MAX_DIGITS) {
      char c = text.charAt(i);
      if (!Characters.isDigit(c)) {
        boolean separates =
            (c == ' ' || c == '-')
                && i + 1 < text.length()
                && Characters.isDigit(text.charAt(i + 1));
        if (!separates) {
          break;
        }
        i++;
        continue;
      }
      int digit = c - '0';
      int doubled = digit < 5 ? 2 * digit : 2 * digit - 9;
      sumFromLeft += digits % 2 == 0 ? doubled : digit;
      otherSum += digits % 2 == 0 ? digit : doubled;
      digits++;
      prefix = digits <= 4 ? prefix * 10 + digit : prefix;
      i++;
      int sum = digits % 2 == 0 ? sumFromLeft : otherSum;
      if (isLength(prefix, digits) && sum % 10 == 0 && !Characters.isWordAt(text, i)) {
        found = SecretForm.span(at, i);
      }
    }
    return found;
  }

  /// @param prefix the first four digits
  private static boolean isLength(int prefix, int digits) {
    return switch (prefix / 1000) {
      case 2 -> digits == 16 && prefix >= 2221 && prefix <= 2720;
      case 3 -> digits >= 14 && digits <= 16;
      case 4 -> digits == 13 || digits == 16 || digits == 19;
      case 5 -> digits == 16;
      case 6 -> digits >= 16;
      default -> false;
    };
  }
}
