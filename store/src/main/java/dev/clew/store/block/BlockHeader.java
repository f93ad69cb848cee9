package dev.clew.store.block;

/// What only the store knows of a block.
///
/// @param tenant whose spans they are; empty where there are no tenants
/// @param id the name of the block's directory
/// @param earliestArrival when the first of the spans arrived, nanoseconds since 1970
/// @param latestArrival when the last of the spans arrived, nanoseconds since 1970
/// @param created when the block was built, nanoseconds since 1970
public record BlockHeader(
    String tenant, String id, long earliestArrival, long latestArrival, long created) {}
