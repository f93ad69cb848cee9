package dev.clew.server.cli.otlpfile;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Cuts OTLP protobuf into pieces: one `TracesData` or `ExportTraceServiceRequest`, or a sequence
/// of them with the length before each.
///
/// A damaged message costs what is left of it; the sequence goes on after it.
final class ProtobufPieces implements PieceSource {
  /// How messages are told apart.
  enum Framing {
    /// The file is one message.
    NONE,
    /// A varint before each message, as protobuf's own libraries write "delimited" messages.
    VARINT,
    /// Four bytes, big-endian, before each message, as the Collector's file exporter writes.
    FIXED32
  }

  private static final int VARINT_FIELD = 0;
  private static final int FIXED64_FIELD = 1;
  private static final int LENGTH_FIELD = 2;
  private static final int FIXED32_FIELD = 5;

  /// Field 1, `resource_spans`.
  private static final int RESOURCE_SPANS_TAG = 1 << 3 | LENGTH_FIELD;

  private final DataInputStream in;
  private final Framing framing;
  private final String file;
  private final Problems problems;
  private final Piece piece = new Piece(Piece.Encoding.PROTOBUF);
  private long position;
  private long messageStart;
  private long messageEnd;
  private @Nullable IOException failure;

  /// @param in read to its end: buffered
  ProtobufPieces(InputStream in, Framing framing, String file, Problems problems) {
    this.in = new DataInputStream(in);
    this.framing = framing;
    this.file = file;
    this.problems = problems;
    messageEnd = framing == Framing.NONE ? Long.MAX_VALUE : 0;
  }

  @Override
  public @Nullable Piece next() throws IOException {
    piece.clear();
    while (failure == null && piece.length() < Piece.USUAL_BYTES) {
      try {
        if (position == messageEnd && !nextMessage()) {
          break;
        }
        if (position < messageEnd && !field()) {
          break;
        }
      } catch (DamagedException e) {
        problems.report(place(messageStart), e.getMessage() + ", the rest of the message is lost");
        skipMessage();
      } catch (IOException e) {
        piece.dropPartialElement();
        failure = e;
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

  /// Reads the length before a message; false at the end of the file.
  private boolean nextMessage() throws IOException, DamagedException {
    messageStart = position;
    int first = in.read();
    if (first < 0) {
      return false;
    }
    position++;
    messageEnd = Long.MAX_VALUE;
    long size;
    if (framing == Framing.VARINT) {
      size = varint(first);
    } else {
      size = first;
      for (int i = 0; i < 3; i++) {
        size = size << 8 | readByte();
      }
    }
    if (size < 0) {
      throw new DamagedException("the length before the message is " + Long.toUnsignedString(size));
    }
    messageEnd = position + size;
    return true;
  }

  /// Reads a field of a message; false at the end of the file.
  private boolean field() throws IOException, DamagedException {
    long start = position;
    int first = in.read();
    if (first < 0) {
      if (framing != Framing.NONE) {
        throw endsWithin(messageEnd);
      }
      return false;
    }
    position++;
    long tag = varint(first);
    switch ((int) tag & 7) {
      case VARINT_FIELD -> varint(readByte());
      case FIXED64_FIELD -> skipField(8);
      case LENGTH_FIELD -> {
        long length = varint(readByte());
        if (length < 0 || length > messageEnd - position) {
          throw new DamagedException(
              "the field at byte " + start + " of length " + length + " passes the message's end");
        }
        if (tag == RESOURCE_SPANS_TAG && length <= Piece.MAX_ELEMENT_BYTES) {
          keep((int) length, start);
        } else {
          if (tag == RESOURCE_SPANS_TAG) {
            problems.report(
                place(start),
                "the ResourceSpans has "
                    + length
                    + " bytes, the most that is taken in one is "
                    + Piece.MAX_ELEMENT_BYTES);
          }
          skip(length);
        }
      }
      case FIXED32_FIELD -> skipField(4);
      default -> throw new DamagedException("no OTLP message: tag " + tag + " at byte " + start);
    }
    return true;
  }

  private void keep(int length, long start) throws IOException {
    int elementStart = piece.length();
    piece.append(RESOURCE_SPANS_TAG);
    int rest = length;
    while (rest > 0x7F) {
      piece.append((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    piece.append(rest);
    // In steps: a length that lies must not make room for itself.
    int left = length;
    while (left > 0) {
      int step = Math.min(left, Piece.USUAL_BYTES);
      int at = piece.extend(step);
      int read = in.readNBytes(piece.bytes(), at, step);
      position += read;
      if (read < step) {
        throw endsWithin(position + left - read);
      }
      left -= step;
    }
    piece.endElement(elementStart, place(start));
  }

  private void skipMessage() throws IOException {
    piece.dropPartialElement();
    try {
      skip(messageEnd - position);
    } catch (EOFException e) {
      if (framing != Framing.NONE) {
        failure = e;
      }
    }
    messageEnd = position;
    if (framing == Framing.NONE) {
      messageEnd = Long.MAX_VALUE;
    }
  }

  private void skipField(int bytes) throws IOException, DamagedException {
    if (bytes > messageEnd - position) {
      throw passesTheEnd();
    }
    skip(bytes);
  }

  private void skip(long bytes) throws IOException {
    long left = bytes;
    while (left > 0) {
      long skipped = in.skip(left);
      if (skipped == 0) {
        if (in.read() < 0) {
          throw endsWithin(position + left);
        }
        skipped = 1;
      }
      position += skipped;
      left -= skipped;
    }
  }

  private long varint(int first) throws IOException, DamagedException {
    long value = first & 0x7F;
    int b = first;
    for (int shift = 7; (b & 0x80) != 0; shift += 7) {
      if (shift > 63) {
        throw new DamagedException("a number of more than ten bytes before byte " + position);
      }
      b = readByte();
      value |= (long) (b & 0x7F) << shift;
    }
    return value;
  }

  /// A byte of the message, which does not end before it: who reads past the end never meets it.
  private int readByte() throws IOException, DamagedException {
    if (position == messageEnd) {
      throw passesTheEnd();
    }
    int b = in.read();
    if (b < 0) {
      throw endsWithin(position + 1);
    }
    position++;
    return b;
  }

  private DamagedException passesTheEnd() {
    return new DamagedException("a field passes the message's end at byte " + messageEnd);
  }

  private EOFException endsWithin(long needed) {
    return new EOFException(
        "the file ends at byte " + position + " within a message that needs " + needed);
  }

  private String place(long where) {
    return file + " byte " + where;
  }

  /// A message that is no protobuf, or not OTLP's.
  private static final class DamagedException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }
}
