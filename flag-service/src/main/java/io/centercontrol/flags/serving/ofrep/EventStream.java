package io.centercontrol.flags.serving.ofrep;

import io.centercontrol.flags.keys.GoodKey;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One reader of events. What it is sent is sent on its own context; beyond what its connection takes, it is kept the newest. */
final class EventStream {
    private static final long NOTHING_WAITS = 0;

    private final HttpServerResponse response;
    private final GoodKey key;
    private final Context context;
    private volatile long lastSent;
    private volatile long waitsSince = NOTHING_WAITS;
    private @Nullable Buffer waiting;

    EventStream(HttpServerResponse response, GoodKey key, Context context, long now) {
        this.response = response;
        this.key = key;
        this.context = context;
        this.lastSent = now;
    }

    GoodKey key() {
        return key;
    }

    /** Sends it, or keeps it instead of what it kept before. */
    void offer(Buffer event) {
        context.runOnContext(ignored -> {
            if (response.ended() || response.closed()) {
                return;
            }
            if (response.writeQueueFull()) {
                if (waitsSince == NOTHING_WAITS) {
                    waitsSince = System.nanoTime();
                    response.drainHandler(drained -> sendWaiting());
                }
                waiting = event;
            } else {
                send(event);
            }
        });
    }

    /** Sends it unless something waits already, which it must not push out. */
    void beat(Buffer heartbeat) {
        context.runOnContext(ignored -> {
            if (!response.ended() && !response.closed() && !response.writeQueueFull()) {
                send(heartbeat);
            }
        });
    }

    private void sendWaiting() {
        var event = waiting;
        waiting = null;
        waitsSince = NOTHING_WAITS;
        if (event != null) {
            send(event);
        }
    }

    private void send(Buffer event) {
        lastSent = System.nanoTime();
        response.write(event);
    }

    /** Whether nothing was sent for so long. */
    boolean isQuiet(Duration time) {
        return System.nanoTime() - lastSent >= time.toNanos();
    }

    /** Whether something waits for so long. */
    boolean isStuck(Duration time) {
        var since = waitsSince;
        return since != NOTHING_WAITS && System.nanoTime() - since >= time.toNanos();
    }

    /** Ends it without waiting for the reader. */
    void cut() {
        context.runOnContext(ignored -> {
            if (!response.closed()) {
                response.reset();
            }
        });
    }
}
