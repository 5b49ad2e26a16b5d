package io.centercontrol.kit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Hibernate Reactive's sessions are bound to the Vert.x context they began on; whoever leaves it must come back. */
public final class VertxContext {
    private VertxContext() {}

    /** The same item, handed on where this method was called, whatever thread it comes from. */
    public static <T> Uni<T> backHere(Uni<T> uni) {
        var context = Vertx.currentContext();
        return context == null ? uni : uni.emitOn(work -> context.runOnContext(ignored -> work.run()));
    }

    /** Nothing, after a pause. */
    public static Uni<Void> later(Duration pause) {
        return backHere(Uni.createFrom().voidItem().onItem().delayIt().by(pause));
    }
}
