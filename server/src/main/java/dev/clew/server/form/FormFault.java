package dev.clew.server.form;

/// The text of a form's field is not of its form.
public final class FormFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final int offset;
  private final int length;

  /// @param field whose text it is
  /// @param offset of the first unit at fault, in UTF-16 units, from 0 to the length of the text
  /// @param length how many units are at fault; 0 where something is missing there
  FormFault(String field, int offset, int length, String problem) {
    super(problem, null, false, false);
    this.field = field;
    this.offset = offset;
    this.length = length;
  }

  /// The field, as Jaeger's links name it: `tags`, `minDuration`.
  public String field() {
    return field;
  }

  /// Where in the field's text the fault begins, in UTF-16 units.
  public int offset() {
    return offset;
  }

  /// How many UTF-16 units are at fault; 0 where something is missing at the offset.
  public int length() {
    return length;
  }

  /// What is wrong, without the field's name.
  public String problem() {
    return String.valueOf(getMessage());
  }
}
