package io.centercontrol.outgoing;

import io.centercontrol.kit.VertxContext;
import io.centercontrol.outgoing.model.Attempt;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends by HTTP/1.1 to the very address that was looked at. A redirection is an answer like any other and is not followed. Of an
 * answer only its beginning is read; what comes after that is hung up on.
 */
@ApplicationScoped
class HttpSender implements Sender {
    private static final int MOST_ANSWER = 2_000;
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    /** To one host: many endpoints can be at the same one, and one that hangs must leave connections to the others. */
    private static final int CONNECTIONS_EACH = 256;

    private static final int LONGEST_WORDS = 500;

    private final Addresses addresses;
    private final Clock clock;
    private final Duration patience;
    private final HttpClient http;

    HttpSender(
            Vertx vertx,
            Addresses addresses,
            @ConfigProperty(name = "cc.webhooks.patience", defaultValue = "PT15S") Duration patience,
            Clock clock,
            @ConfigProperty(name = "cc.webhooks.trusted-certificates") Optional<Path> trusted) {
        this.addresses = addresses;
        this.clock = clock;
        this.patience = patience;
        var options = new HttpClientOptions()
                .setConnectTimeout((int) CONNECTING.toMillis())
                .setKeepAliveTimeout(20)
                .setMaxHeaderSize(16 << 10)
                .setMaxChunkSize(8 << 10)
                .setDecompressionSupported(false);
        trusted.ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS_EACH));
    }

    @Override
    public Uni<Attempt> send(Request request) {
        var time = clock.instant();
        var began = System.nanoTime();
        // A time that is over is told by another thread.
        return VertxContext.backHere(addresses
                .of(request.url())
                .chain(address -> exchange(request, address, time))
                .ifNoItem()
                .after(patience)
                .recoverWithItem(() -> new Answer(null, "no answer within " + patience.toSeconds() + " s", null, null))
                .onFailure()
                .recoverWithItem(failure -> new Answer(null, words(failure), null, null))
                .map(answer -> new Attempt(
                        time,
                        Duration.ofNanos(System.nanoTime() - began),
                        request.url().toString(),
                        answer.status(),
                        answer.error(),
                        answer.body(),
                        answer.retryAfter())));
    }

    /** What came back. */
    private record Answer(
            @Nullable Integer status,
            @Nullable String error,
            @Nullable String body,
            @Nullable Duration retryAfter) {}

    private Uni<Answer> exchange(Request request, InetAddress address, Instant time) {
        var url = request.url();
        var secure = "https".equals(url.getScheme());
        var port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(secure)
                .setFollowRedirects(false)
                .setURI(target(url.getRawPath(), url.getRawQuery()))
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "Center-Control-Webhooks/1")
                .putHeader("webhook-id", request.id().toString())
                .putHeader("webhook-timestamp", Long.toString(time.getEpochSecond()))
                .putHeader("webhook-signature", Signature.of(request.id(), time, request.body(), request.secrets()));
        return VertxContext.backHere(Uni.createFrom()
                .emitter(emitter -> http.request(options)
                        .onFailure(emitter::fail)
                        .onSuccess(open -> {
                            var whole = new AtomicBoolean();
                            // Who waits no longer leaves no connection behind that still does.
                            emitter.onTermination(() -> {
                                if (!whole.get()) {
                                    open.reset();
                                }
                            });
                            exchange(open, request.body(), whole, emitter);
                        })));
    }

    private void exchange(
            HttpClientRequest open, String body, AtomicBoolean whole, UniEmitter<? super Answer> emitter) {
        open.exceptionHandler(emitter::fail);
        open.response().onFailure(emitter::fail).onSuccess(answer -> read(answer, whole, emitter));
        open.end(Buffer.buffer(body)).onFailure(emitter::fail);
    }

    private void read(HttpClientResponse answer, AtomicBoolean whole, UniEmitter<? super Answer> emitter) {
        var beginning = Buffer.buffer();
        var retryAfter = RetryAfter.read(answer.getHeader("Retry-After"), clock.instant());
        answer.exceptionHandler(emitter::fail);
        answer.endHandler(end -> {
            whole.set(true);
            emitter.complete(told(answer, beginning, retryAfter));
        });
        answer.handler(part -> {
            beginning.appendBuffer(part);
            if (beginning.length() > MOST_ANSWER) {
                emitter.complete(told(answer, beginning, retryAfter));
            }
        });
    }

    private static Answer told(HttpClientResponse answer, Buffer beginning, @Nullable Duration retryAfter) {
        var bytes = beginning.getBytes(0, Math.min(beginning.length(), MOST_ANSWER));
        // What PostgreSQL's text cannot keep.
        var text = new String(bytes, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
        return new Answer(answer.statusCode(), null, text, retryAfter);
    }

    private static String target(@Nullable String path, @Nullable String query) {
        var whole = path == null || path.isEmpty() ? "/" : path;
        return query == null ? whole : whole + "?" + query;
    }

    private static String words(Throwable failure) {
        var message = failure.getMessage();
        var words = message == null ? failure.getClass().getSimpleName() : message;
        return words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words;
    }
}
