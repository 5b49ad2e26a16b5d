package io.centercontrol.flags.serving.ofrep;

import io.centercontrol.flags.keys.GoodKey;
import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.serving.Board;
import io.centercontrol.flags.serving.Boards;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells clients that it is time to ask again (OFREP's ADR 0008). An event carries no value, so nobody needs one that is not
 * the newest: a reader that is behind is kept one event, and one that stays behind is let go.
 */
@ApplicationScoped
class EventStreams {
    private static final long LOOK_MILLIS = 1_000;
    private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");
    private static final Buffer WELCOME = Buffer.buffer("retry: 2000\n\n");

    private final Vertx vertx;
    private final Boards boards;
    private final KeyRing ring;
    private final OfrepConfig config;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    EventStreams(Vertx vertx, Boards boards, KeyRing ring, OfrepConfig config, MeterRegistry meters) {
        this.vertx = vertx;
        this.boards = boards;
        this.ring = ring;
        this.config = config;
        meters.gauge("cc.ofrep.streams", count);
    }

    void begin(@Observes StartupEvent event) {
        boards.onChange(board -> tellAll(event(board)));
        vertx.setPeriodic(LOOK_MILLIS, timer -> streams.forEach(this::look));
    }

    /** Sends the same to everybody. */
    void tellAll(Buffer event) {
        streams.forEach(stream -> stream.offer(event));
    }

    /** How many there are. */
    int count() {
        return count.get();
    }

    /**
     * Opens one. Who comes back, and has missed a change, is told of it at once.
     *
     * @throws OfrepException when there are as many as there may be
     */
    void open(RoutingContext context, GoodKey key) {
        if (count.incrementAndGet() > config.mostStreams()) {
            count.decrementAndGet();
            throw OfrepException.tooManyStreams();
        }
        var response = context.response()
                .setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // Some proxies hold answers back until they are whole.
                .putHeader("X-Accel-Buffering", "no");
        var stream = new EventStream(response, key, vertx.getOrCreateContext(), System.nanoTime());
        streams.add(stream);
        response.endHandler(done -> forget(stream))
                .closeHandler(gone -> forget(stream))
                .exceptionHandler(broken -> {});
        stream.offer(WELCOME);
        var board = boards.current();
        var seen = context.request().getHeader("Last-Event-ID");
        if (board != null && seen != null && !seen.equals(id(board))) {
            stream.offer(event(board));
        }
    }

    private void forget(EventStream stream) {
        if (streams.remove(stream)) {
            count.decrementAndGet();
        }
    }

    private void look(EventStream stream) {
        if (!ring.isGood(stream.key()) || stream.isStuck(config.patience())) {
            stream.cut();
            forget(stream);
        } else if (stream.isQuiet(config.heartbeat())) {
            stream.beat(HEARTBEAT);
        }
    }

    private static String id(Board board) {
        return board.etag().substring(1, board.etag().length() - 1);
    }

    private static Buffer event(Board board) {
        var id = id(board);
        return Buffer.buffer(
                "id: %s\nevent: message\ndata: {\"type\":\"refetchEvaluation\",\"etag\":\"\\\"%s\\\"\",\"lastModified\":%d}\n\n"
                        .formatted(id, id, board.since()));
    }
}
