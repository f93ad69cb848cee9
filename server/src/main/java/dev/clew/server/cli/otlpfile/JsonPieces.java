package dev.clew.server.cli.otlpfile;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Cuts OTLP JSON into pieces: any number of objects, each on a line of its own or over many lines.
///
/// It only finds where each `ResourceSpans` begins and ends; whether that is good JSON the decoder
/// decides. What is damaged costs only itself: an object that does not end is given up where the
/// next one begins, which is told by a line that begins with `{"resourceSpans"`.
final class JsonPieces implements PieceSource {
  private static final String SPANS_KEY = "resourceSpans";
  private static final int LONGEST_KEY = 64;
  private static final int LONGEST_JUNK = 1000;
  private static final int END = -1;

  /// The depth within the top object, within its array of `ResourceSpans`, and within one of these.
  private static final int OBJECT = 1;

  private static final int ARRAY = 2;
  private static final int ELEMENT = 3;

  private final InputStream in;
  private final String file;
  private final Problems problems;
  private final Piece piece = new Piece(Piece.Encoding.JSON);

  private final byte[] block = new byte[64 * 1024];
  private int blockAt;
  private int blockEnd;
  private long line = 1;
  private long column = -1;

  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean skipLine;

  /// The last string that could be a key.
  private final StringBuilder text = new StringBuilder();

  private long objectLine;
  private String firstKey = "";
  private boolean hadSpans;
  private boolean inSpans;

  private int elementStart;
  private long elementLine;
  private long elementsInObject;
  private boolean tooLarge;
  private int junk;

  /// The depth of an object that began a line and has no key yet; 0 for none.
  private int lineObject;

  private boolean ended;
  private @Nullable IOException failure;

  JsonPieces(InputStream in, String file, Problems problems) {
    this.in = in;
    this.file = file;
    this.problems = problems;
  }

  @Override
  public @Nullable Piece next() throws IOException {
    piece.clear();
    while (!ended) {
      int b = read();
      if (b == END) {
        ended = true;
        if (depth > 0) {
          giveUp("does not end");
        }
        break;
      }
      if (take(b)) {
        return piece;
      }
    }
    if (piece.count() > 0) {
      return piece;
    }
    if (failure != null) {
      throw failure;
    }
    return null;
  }

  private int read() {
    if (blockAt == blockEnd) {
      blockAt = 0;
      try {
        blockEnd = in.read(block, 0, block.length);
      } catch (IOException e) {
        failure = e;
        blockEnd = -1;
      }
      if (blockEnd <= 0) {
        blockEnd = 0;
        return END;
      }
    }
    int b = block[blockAt++] & 0xFF;
    column++;
    return b;
  }

  /// Takes a byte; true when a piece is complete.
  private boolean take(int b) {
    boolean complete = false;
    if (skipLine) {
      skipLine = b != '\n';
    } else if (inString) {
      complete = string(b);
    } else if (depth == 0) {
      outside(b);
    } else {
      complete = structure(b);
    }
    if (b == '\n') {
      line++;
      column = -1;
    }
    return complete;
  }

  private void outside(int b) {
    boolean byteOrderMark = line == 1 && column < 3 && b >= 0xBB;
    if (b == '{') {
      begin(line);
    } else if (!isBlank(b) && !byteOrderMark) {
      problems.report(place(line), "found '" + (char) b + "' where an object has to begin");
      skipLine = true;
    }
  }

  private void begin(long where) {
    depth = OBJECT;
    objectLine = where;
    firstKey = "";
    hadSpans = false;
    inSpans = false;
    elementsInObject = 0;
  }

  private boolean string(int b) {
    copy(b);
    if (escaped) {
      escaped = false;
    } else if (b == '\\') {
      escaped = true;
    } else if (b == '\n') {
      // No JSON string goes on over a line's end: the decoder will say so.
      inString = false;
    } else if (b == '"') {
      inString = false;
      return key();
    } else if (text.length() < LONGEST_KEY) {
      text.append((char) b);
    }
    return false;
  }

  private boolean key() {
    if (depth == OBJECT && firstKey.isEmpty()) {
      firstKey = text.toString();
    }
    boolean begins = depth > OBJECT && depth == lineObject && text.toString().equals(SPANS_KEY);
    lineObject = 0;
    if (!begins) {
      return false;
    }
    giveUp("does not end before the next one begins on line " + line);
    begin(line);
    firstKey = SPANS_KEY;
    return piece.count() > 0;
  }

  private boolean structure(int b) {
    switch (b) {
      case '"' -> {
        inString = true;
        text.setLength(0);
        copy(b);
      }
      case '{', '[' -> open(b);
      case '}', ']' -> {
        return close(b);
      }
      case ',' -> {
        if (inSpans && depth == ARRAY) {
          return piece.length() >= Piece.USUAL_BYTES && piece.count() > 0;
        }
        copy(b);
      }
      default -> copy(b);
    }
    return false;
  }

  private void open(int b) {
    depth++;
    if (b == '{' && column == 0) {
      lineObject = depth;
    }
    if (depth == ARRAY && b == '[' && text.toString().equals(SPANS_KEY)) {
      inSpans = true;
      hadSpans = true;
      return;
    }
    if (inSpans && depth == ELEMENT) {
      if (piece.length() > 0) {
        piece.append(',');
      }
      elementStart = piece.length();
      elementLine = line;
    }
    copy(b);
  }

  /// Ends an object or array; true when that was the top object and it had spans.
  private boolean close(int b) {
    depth--;
    if (inSpans && depth == OBJECT) {
      inSpans = false;
      if (junk > 0 && piece.count() == 0) {
        piece.endElement(0, place(line));
      }
      junk = 0;
    }
    if (inSpans && depth == ARRAY) {
      endElement(b);
    } else {
      copy(b);
    }
    if (depth > 0) {
      return false;
    }
    if (!hadSpans && !firstKey.isEmpty()) {
      problems.report(
          place(objectLine),
          "the object has no list of resourceSpans, its first key is '" + firstKey + "'");
    }
    return piece.count() > 0;
  }

  private void endElement(int b) {
    if (tooLarge) {
      tooLarge = false;
      problems.report(
          place(elementLine),
          "resourceSpans["
              + elementsInObject
              + "] is larger than "
              + Piece.MAX_ELEMENT_BYTES
              + " bytes, the most that is taken in one");
    } else {
      piece.append(b);
      piece.endElement(elementStart, elementPlace());
    }
    elementsInObject++;
  }

  /// Errors count elements from the first of their piece, so all but the first of an object say
  /// which they are.
  private String elementPlace() {
    String place = place(elementLine);
    return elementsInObject == 0
        ? place
        : place + ", counted from resourceSpans[" + elementsInObject + "] on";
  }

  /// Keeps a byte of an element, or a little of what stands between elements, where nothing should.
  private void copy(int b) {
    if (!inSpans || tooLarge) {
      return;
    }
    if (depth < ELEMENT) {
      if (!isBlank(b) && junk++ < LONGEST_JUNK) {
        piece.append(b);
      }
      return;
    }
    piece.append(b);
    if (piece.length() - elementStart >= Piece.MAX_ELEMENT_BYTES) {
      tooLarge = true;
      piece.truncate(elementStart);
    }
  }

  /// Ends a damaged object; its whole elements count.
  private void giveUp(String how) {
    problems.report(
        place(objectLine),
        "the object " + how + "; of it " + elementsInObject + " whole resourceSpans are taken");
    piece.dropPartialElement();
    depth = 0;
    inString = false;
    escaped = false;
    inSpans = false;
    tooLarge = false;
    junk = 0;
    lineObject = 0;
  }

  private static boolean isBlank(int b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private String place(long where) {
    return file + ":" + where;
  }
}
