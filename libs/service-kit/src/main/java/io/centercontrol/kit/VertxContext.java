package io.centercontrol.kit;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/** Hibernate Reactive's sessions are bound to the Vert.x context they began on; whoever leaves it must come back. */
public final class VertxContext {
    private VertxContext() {}

    /** The same item, handed on where this method was called, whatever thread it comes from. */
    public static <T> Uni<T> backHere(Uni<T> uni) {
        var context = Vertx.currentContext();
        return context == null ? uni : uni.emitOn(work -> context.runOnContext(ignored -> work.run()));
    }

    /**
     * Work on a context of its own, so with sessions and transactions of its own; its outcome is handed on where this method
     * was called.
     */
    public static <T> Uni<T> apart(Vertx vertx, Supplier<Uni<T>> work) {
        return backHere(Uni.createFrom().emitter(emitter -> {
            var context = Objects.requireNonNull(
                    io.smallrye.common.vertx.VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(ignored ->
                    Uni.createFrom().<T>deferred(work::get).subscribe().with(emitter::complete, emitter::fail));
        }));
    }

    /** Work that takes a while, on a thread of its own, so that this one serves others meanwhile; its outcome comes back here. */
    public static <T> Uni<T> aside(Supplier<T> work) {
        return backHere(Uni.createFrom().item(work).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
    }

    /** Nothing, after a pause. */
    public static Uni<Void> later(Duration pause) {
        return backHere(Uni.createFrom().voidItem().onItem().delayIt().by(pause));
    }
}
