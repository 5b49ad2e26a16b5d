package io.centercontrol.provisioning.exports;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Streams of bytes block while they go, so what they need of the database is waited for, on a worker thread. */
public final class Await {
    private Await() {}

    /** What the work comes to; never on an event loop. */
    public static <T> T item(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a step of a transfer failed", e);
        }
    }
}
