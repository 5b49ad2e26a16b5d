package io.centercontrol.flags.use;

import io.centercontrol.kit.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps what this instance was asked for, once a minute if there was anything: no question waits for a database. */
@ApplicationScoped
public class KeepOwnUse {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final OwnUse own;
    private final FlagUse uses;
    private final Rounds rounds;

    /** Taken, and not kept for sure; it comes before anything new. */
    private final AtomicReference<FlagUse.@Nullable Own> unkept = new AtomicReference<>();

    KeepOwnUse(OwnUse own, FlagUse uses, Rounds rounds) {
        this.own = own;
        this.uses = uses;
        this.rounds = rounds;
    }

    void begin(@Observes StartupEvent event) {
        rounds.begin("what this instance was asked for", PAUSE, () -> run().replaceWith(PAUSE));
    }

    /** While the database is away the counters go on, within their bounds. */
    public Uni<Void> run() {
        var next = unkept.get();
        if (next == null) {
            next = own.take();
        }
        if (next.byKey().isEmpty() && next.handedOver().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        unkept.set(next);
        return uses.add(next).invoke(() -> unkept.set(null));
    }
}
