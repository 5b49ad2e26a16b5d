package io.centercontrol.flags.serving.sync;

import io.centercontrol.flags.keys.GoodKey;
import io.centercontrol.flags.wire.sync.SyncFlagsResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One reader of documents. Beyond what its connection takes, it is kept the newest one and no other. */
final class SyncStream {
    private static final long NOTHING_WAITS = 0;

    private final ServerCallStreamObserver<SyncFlagsResponse> call;
    private final GoodKey key;
    private final Selector selector;
    private @Nullable SyncFlagsResponse waiting;
    private @Nullable SyncFlagsResponse sent;
    private long waitsSince = NOTHING_WAITS;
    private boolean over;

    SyncStream(ServerCallStreamObserver<SyncFlagsResponse> call, GoodKey key, Selector selector) {
        this.call = call;
        this.key = key;
        this.selector = selector;
    }

    GoodKey key() {
        return key;
    }

    Selector selector() {
        return selector;
    }

    /** Sends it, or keeps it instead of what it kept before; what the reader has already is not sent again. */
    synchronized void offer(SyncFlagsResponse document) {
        if (over || (waiting == null && document.equals(sent))) {
            return;
        }
        waiting = document;
        flush();
        if (waiting != null && waitsSince == NOTHING_WAITS) {
            waitsSince = System.nanoTime();
        }
    }

    /** The connection takes more. */
    synchronized void flush() {
        var document = waiting;
        if (!over && document != null && call.isReady()) {
            waiting = null;
            waitsSince = NOTHING_WAITS;
            sent = document;
            call.onNext(document);
        }
    }

    /** Whether something waits for so long. */
    synchronized boolean isStuck(Duration time) {
        return waitsSince != NOTHING_WAITS && System.nanoTime() - waitsSince >= time.toNanos();
    }

    /** Ends it, and says why. */
    synchronized void end(Status status) {
        if (!over) {
            over = true;
            call.onError(status.asRuntimeException());
        }
    }

    synchronized void gone() {
        over = true;
    }
}
