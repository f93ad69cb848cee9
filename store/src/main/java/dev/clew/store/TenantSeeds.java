package dev.clew.store;

import dev.clew.model.Hash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// The seeds of the tenants' span fingerprints: random, so that no sender can make two spans look
/// the same, and different for two tenants, so that the same span under both is stored twice.
///
/// @param seed of this process
record TenantSeeds(long seed) {
  static TenantSeeds random() {
    return new TenantSeeds(new SecureRandom().nextLong());
  }

  long seed(String tenant) {
    byte[] name = tenant.getBytes(StandardCharsets.US_ASCII);
    return Hash.bytes(name, 0, name.length, seed);
  }
}
