package dev.clew.instrumentation.spi.export;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/// The beginning of an answer, for a message; the rest is read and thrown away.
final class ShortText implements HttpResponse.BodySubscriber<String> {
  private static final int LIMIT = 200;

  private final byte[] bytes = new byte[LIMIT];
  private int length;
  private final CompletableFuture<String> text = new CompletableFuture<>();

  @Override
  public CompletionStage<String> getBody() {
    return text;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      int count = Math.min(part.remaining(), LIMIT - length);
      part.get(bytes, length, count);
      length += count;
    }
  }

  @Override
  public void onError(Throwable error) {
    text.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    text.complete(new String(bytes, 0, length, StandardCharsets.UTF_8).strip());
  }
}
