package io.centercontrol.usage.accept;

import io.centercontrol.usage.accept.model.Event;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Takes over what producers measured, once. What was heard before changes nothing but that it is told. */
@ApplicationScoped
public class HearUsage {
    private final Ledger ledger;
    private final MeterRegistry metrics;

    HearUsage(Ledger ledger, MeterRegistry metrics) {
        this.ledger = ledger;
        this.metrics = metrics;
    }

    /**
     * What one record tells.
     *
     * @param service the tenant service, as the topic proves it
     * @param first the number of the first event; 0 when they have none, and count by their ids alone
     * @param appendedAt when the broker took it
     */
    public record Told(
            String service, String producer, long epoch, UUID run, long first, List<Event> events, Instant appendedAt) {
        public Told {
            events = List.copyOf(events);
        }

        /** Whether its events are numbered. */
        public boolean isNumbered() {
            return first > 0;
        }
    }

    /** What was told, in its order. */
    public record Command(List<Told> told) {
        public Command {
            told = List.copyOf(told);
        }
    }

    /** All of it, in one transaction. */
    public Uni<Void> run(Command command) {
        return ledger.hear(command.told())
                .invoke(fates -> {
                    count("accepted", fates.accepted());
                    count("duplicate", fates.duplicate());
                    count("rejected", fates.rejected());
                })
                .replaceWithVoid();
    }

    private void count(String fate, long events) {
        metrics.counter("cc.usage.events", "fate", fate).increment(events);
    }
}
