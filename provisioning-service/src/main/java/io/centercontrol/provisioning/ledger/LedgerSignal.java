package io.centercontrol.provisioning.ledger;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** Wakes requests that wait, when something was stored here. Another instance's news comes with the tick only. */
@ApplicationScoped
public class LedgerSignal {
    private final AtomicReference<CompletableFuture<Void>> next = new AtomicReference<>(new CompletableFuture<>());

    /** Something was stored. */
    public void fire() {
        next.getAndSet(new CompletableFuture<>()).complete(null);
    }

    /** Completes with the next news, and after {@code tick} at the latest. */
    Uni<Void> news(Duration tick) {
        return Uni.createFrom()
                .completionStage(next.get().copy())
                .ifNoItem()
                .after(tick)
                .recoverWithUni(() -> Uni.createFrom().voidItem());
    }
}
