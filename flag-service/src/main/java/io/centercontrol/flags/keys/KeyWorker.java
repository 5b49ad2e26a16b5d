package io.centercontrol.flags.keys;

import io.centercontrol.kit.Rounds;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Keeps this instance's key ring and the database together. A round that fails leaves the ring as it was. */
@ApplicationScoped
class KeyWorker {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration TELL = Duration.ofSeconds(5);

    private final Rounds rounds;
    private final KeyRing ring;

    KeyWorker(Rounds rounds, KeyRing ring) {
        this.rounds = rounds;
        this.ring = ring;
    }

    void begin(@Observes StartupEvent event) {
        rounds.begin(
                "the good SDK keys", Duration.ofMillis(1), () -> ring.look().replaceWith(LOOK));
        rounds.begin("when SDK keys were used", TELL, () -> ring.tell().replaceWith(TELL));
    }
}
