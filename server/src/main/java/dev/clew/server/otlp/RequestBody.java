package dev.clew.server.otlp;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpObject;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.stream.SubscriptionOption;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// Collects the body of one request into one array, as much of it as memory allows.
///
/// A body that is refused half-way is still read to its end, without being kept, so that the sender
/// gets to read the answer; up to as many bytes again as the limit.
final class RequestBody implements Subscriber<HttpObject> {
  private static final int FIRST_CAPACITY = 16 * 1024;

  private final int limit;
  private final InFlightBytes inFlight;
  private final InFlightBytes.Reservation reservation;
  private final CompletableFuture<ByteRange> future = new CompletableFuture<>();
  private byte[] bytes = new byte[0];
  private int length;
  private long discarded;
  private @Nullable RefusedException refused;
  private @Nullable Subscription subscription;

  private RequestBody(int limit, InFlightBytes inFlight, InFlightBytes.Reservation reservation) {
    this.limit = limit;
    this.inFlight = inFlight;
    this.reservation = reservation;
  }

  /// Reads the body of a request; fails with a {@link RefusedException}.
  ///
  /// @param limit the largest body in bytes
  static CompletableFuture<ByteRange> read(
      ServiceRequestContext context,
      HttpRequest request,
      int limit,
      InFlightBytes inFlight,
      InFlightBytes.Reservation reservation) {
    RequestBody body = new RequestBody(limit, inFlight, reservation);
    long announced = request.headers().contentLength();
    if (announced > 0) {
      body.reserve(announced);
    }
    request.subscribe(body, context.eventLoop(), SubscriptionOption.WITH_POOLED_OBJECTS);
    return body.future;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(HttpObject object) {
    if (!(object instanceof HttpData data)) {
      return;
    }
    try (data) {
      if (refused == null) {
        reserve((long) length + data.length());
      }
      if (refused == null) {
        ByteBuf buffer = data.byteBuf();
        buffer.getBytes(buffer.readerIndex(), bytes, length, data.length());
        length += data.length();
      } else {
        discard(refused, data.length());
      }
    }
  }

  private void reserve(long size) {
    if (size <= bytes.length) {
      return;
    }
    if (size > limit) {
      refuse(RefusedException.tooLarge("the body", limit));
      return;
    }
    int doubled = Math.max(FIRST_CAPACITY, (int) Math.min(limit, bytes.length * 2L));
    int capacity = bytes.length == 0 ? (int) size : (int) Math.max(size, doubled);
    if (!reservation.add((long) capacity - bytes.length)) {
      refuse(RefusedException.overloaded(inFlight));
      return;
    }
    bytes = Arrays.copyOf(bytes, capacity);
  }

  private void refuse(RefusedException exception) {
    refused = exception;
    bytes = new byte[0];
    reservation.close();
  }

  private void discard(RefusedException refused, int size) {
    discarded += size;
    if (discarded > limit && !future.isDone()) {
      future.completeExceptionally(refused);
      if (subscription != null) {
        subscription.cancel();
      }
    }
  }

  @Override
  public void onError(Throwable cause) {
    future.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    if (refused != null) {
      future.completeExceptionally(refused);
    } else {
      future.complete(new ByteRange(bytes, 0, length));
    }
  }
}
