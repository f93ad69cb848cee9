package dev.clew.server.page;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What is sent for one file of the page.
///
/// @param bytes nobody may change them
/// @param tag the ETag, quotes included: a hash of the bytes
record PageFile(byte[] bytes, String tag) {
  static PageFile of(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new PageFile(bytes, '"' + HexFormat.of().formatHex(hash, 0, 12) + '"');
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
