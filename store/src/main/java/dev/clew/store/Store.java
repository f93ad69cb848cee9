package dev.clew.store;

import dev.clew.model.SpanBatch;
import dev.clew.store.disk.Disk;
import dev.clew.store.log.EncodedRecord;
import dev.clew.store.log.RecordEncoder;
import dev.clew.store.log.RecordTooLargeException;
import dev.clew.store.manifest.BlockEntry;
import dev.clew.store.manifest.Manifest;
import dev.clew.store.manifest.ManifestLog;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// All spans of a data folder, from the log's first byte to the last block: appended to, read
/// through snapshots, and found again after whatever end the process met. One process has a folder
/// at a time.
///
/// Safe for use by any number of threads.
public final class Store implements AutoCloseable {
  private final StoreContext context;
  private final StoreLock lock;
  private final TenantSeeds seeds;
  private final RecordEncoders encoders = new RecordEncoders();
  private final SplitTraces splits = new SplitTraces();
  private final GenerationBuilder builder;
  private final Appender appender;
  private final @Nullable LogSyncer syncer;

  private Store(
      StoreContext context,
      StoreLock lock,
      TenantSeeds seeds,
      GenerationBuilder builder,
      Appender appender) {
    this.context = context;
    this.lock = lock;
    this.seeds = seeds;
    this.builder = builder;
    this.appender = appender;
    syncer =
        context.options().fsync() instanceof FsyncPolicy.Interval interval
            ? new LogSyncer(appender, context.problems(), interval.interval())
            : null;
  }

  /// Opens the store of a data folder, which is made where it is missing. Returns when all that was
  /// acknowledged before is back; that takes about a second for each 100 MiB of log that is not in
  /// blocks yet.
  ///
  /// Damage does not keep a store from opening: it is put into the folder's `quarantine`, logged,
  /// and named by {@link #status()}.
  ///
  /// @throws StoreLockedException when another process has the folder
  /// @throws IOException when the folder cannot be read or written
  public static Store open(Path directory, StoreOptions options, RecoveryListener listener)
      throws IOException {
    return open(directory, options, listener, new ParquetBlockFiles(options));
  }

  static Store open(
      Path directory, StoreOptions options, RecoveryListener listener, BlockFiles files)
      throws IOException {
    StoreFolder folder = new StoreFolder(directory);
    StoreLock lock = StoreLock.take(directory, folder.lock());
    try {
      return open(folder, options, listener, files, lock);
    } catch (IOException | RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private static Store open(
      StoreFolder folder,
      StoreOptions options,
      RecoveryListener listener,
      BlockFiles files,
      StoreLock lock)
      throws IOException {
    Disk disk = options.disk();
    disk.createDirectories(folder.log());
    disk.createDirectories(folder.blocks());
    // A manifest that is found may not be on the disk yet; before anything is done because of it,
    // it
    // is made to be.
    disk.syncDirectory(folder.root());
    Problems problems = new Problems(options.clock());
    Quarantine quarantine = new Quarantine(disk, folder.quarantine(), problems);
    DamagedBlocks damaged = new DamagedBlocks(files, problems);
    GenerationBuilder builder = new GenerationBuilder(files, problems, quarantine, damaged);
    ManifestLog manifests = loadManifests(folder, options, quarantine, builder);
    StoreContext context =
        new StoreContext(
            folder,
            options,
            manifests,
            new Views(folder.blocks(), files, damaged, manifests.current()),
            problems,
            new StoreCounters(),
            new CopyOnWriteArrayList<>());
    TenantSeeds seeds = TenantSeeds.random();
    RepeatWindow repeats = new RepeatWindow();
    Recovery recovery = new Recovery(context, quarantine, seeds, repeats);
    long nextBlockId = recovery.settleBlocks();
    recovery.rebuildRepeats();
    recovery.replay(listener).forEach(builder::add);
    long salt = new SecureRandom().nextLong();
    Appender appender = new Appender(context, builder, repeats, salt, recovery.nextGeneration());
    Store store = new Store(context, lock, seeds, builder, appender);
    store.start(nextBlockId);
    return store;
  }

  private static ManifestLog loadManifests(
      StoreFolder folder, StoreOptions options, Quarantine quarantine, ManifestLog.RetryPause pause)
      throws IOException {
    ManifestLog.Loaded loaded = ManifestLog.load(options.disk(), folder.root(), pause);
    for (int i = 0; i < loaded.damaged().size(); i++) {
      quarantine.move(loaded.damaged().get(i), loaded.reasons().get(i), null);
    }
    if (loaded.lost()) {
      // Which blocks count is not known any more; they are kept out of the way, and never deleted.
      for (Path tenant : options.disk().list(folder.blocks())) {
        quarantine.move(tenant, "no manifest can be read that names its blocks", null);
      }
    }
    return loaded.log();
  }

  private void start(long nextBlockId) {
    builder.start(context, nextBlockId, appender::wake);
    appender.start();
    if (syncer != null) {
      syncer.start();
    }
  }

  /// Stores a batch. Spans that are exact repeats of ones stored before, within this generation and
  /// the one before, are left out and counted. The batch is encoded on the calling thread; the rest
  /// happens on the store's own.
  ///
  /// What depends on the result runs on the thread that appends and must not block it; use the
  /// `Async` methods for all that is more than handing over.
  ///
  /// @param tenant see {@link Tenants}
  /// @return completes when the spans can be queried and are as durable as the policy says; fails
  ///     with {@link StoreRefusedException} where they are not stored
  /// @throws IllegalArgumentException when the name of the tenant is not valid
  public CompletableFuture<AppendResult> append(String tenant, SpanBatch batch) {
    var _ = Tenants.check(tenant);
    if (batch.size() == 0) {
      return CompletableFuture.completedFuture(new AppendResult(0, 0));
    }
    Instant now = context.options().clock().instant();
    long arrivalNanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    RecordEncoder encoder = encoders.take();
    EncodedRecord record;
    try {
      record = encoder.encode(tenant, arrivalNanos, batch);
    } catch (RecordTooLargeException e) {
      context.counters().refusedAppends.increment();
      return CompletableFuture.failedFuture(
          new StoreRefusedException(String.valueOf(e.getMessage()), false, e));
    } finally {
      encoders.giveBack(encoder);
    }
    RepeatWindow.Keys keys = RepeatWindow.Keys.of(batch, seeds.seed(tenant));
    return appender.append(new PendingAppend(tenant, batch, arrivalNanos, record, keys));
  }

  /// All that a tenant has stored now: everything acknowledged before the call, and what is
  /// acknowledged later not at all.
  ///
  /// @throws IllegalArgumentException when the name of the tenant is not valid
  public StoreSnapshot snapshot(String tenant) {
    var _ = Tenants.check(tenant);
    return new ViewSnapshot(context.views().pin(), tenant, splits);
  }

  /// Closes the open generation.
  ///
  /// @return completes when the blocks of all spans stored before the call are committed; fails
  /// with
  ///     {@link StoreRefusedException} when the store closes before
  public CompletableFuture<@Nullable Void> flush() {
    return appender.flush();
  }

  /// Subscribes to appends.
  ///
  /// @return ends the subscription when it is closed
  public AutoCloseable subscribe(AppendListener listener) {
    context.listeners().add(listener);
    return () -> context.listeners().remove(listener);
  }

  /// How the store is doing.
  public StoreStatus status() {
    StoreView view = context.views().current();
    Manifest manifest = view.manifest();
    StoreCounters counters = context.counters();
    OpenGeneration open = appender.open();
    return new StoreStatus(
        counters.storedSpans.sum(),
        counters.repeatedSpans.sum(),
        counters.refusedAppends.sum(),
        counters.loggedBytes.sum(),
        counters.replayedSpans.sum(),
        appender.pendingAppends(),
        appender.pendingAppendBytes(),
        view.generations().stream().mapToLong(Generation::spanCount).sum(),
        view.generations().stream().mapToLong(Generation::bytes).sum(),
        open == null ? -1 : open.generation().number(),
        builder.waiting(),
        manifest.blocks().size(),
        manifest.bytes(),
        manifest.blocks().stream().mapToLong(BlockEntry::spanCount).sum(),
        manifest.number(),
        context.problems().recent());
  }

  /// Ends the store: what was submitted is finished, the log synced, and the folder given free.
  /// Does not wait for blocks; the next start builds them from the log.
  @Override
  public void close() throws IOException {
    if (syncer != null) {
      syncer.close();
    }
    appender.close();
    builder.close();
    encoders.close();
    try {
      for (StoredBlock block : context.views().known()) {
        block.close();
      }
    } finally {
      lock.close();
    }
  }
}
