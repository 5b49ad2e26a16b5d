package io.centercontrol.audit.retention;

import io.centercontrol.audit.log.TransparencyLog;
import io.centercontrol.audit.trail.Entries;
import io.centercontrol.audit.trail.Streams;
import io.centercontrol.audit.trail.leaf.Sealing;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.Happening;
import io.centercontrol.audit.trail.model.Outcome;
import io.centercontrol.audit.trail.model.Target;
import io.centercontrol.audit.trail.model.Who;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.testkit.EventWriter;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Entries as they would be if the service had been there for years: kept, counted and signed as any other, but recorded on a day of long
 * ago.
 */
@Singleton
class OldEntries {
    private final Transactions transactions;
    private final TransparencyLog log;
    private final Entries entries;
    private final Streams streams;
    private final Sealing sealing;
    private final Vertx vertx;
    private final Clock clock;

    OldEntries(
            Transactions transactions,
            TransparencyLog log,
            Entries entries,
            Streams streams,
            Sealing sealing,
            Vertx vertx,
            Clock clock) {
        this.transactions = transactions;
        this.log = log;
        this.entries = entries;
        this.streams = streams;
        this.sealing = sealing;
        this.vertx = vertx;
        this.clock = clock;
    }

    /** One more; its event. */
    UUID add(Category category, String recorded, @Nullable UUID tenant, String actor) {
        var event = EventWriter.newId();
        var time = Instant.parse(recorded);
        var happening = new Happening(
                event,
                "cc.audit.v1",
                "test-" + event,
                1,
                "old.done",
                category,
                Outcome.DONE,
                time,
                1,
                "test",
                tenant == null ? null : new TenantId(tenant),
                List.of(new Target("old", event.toString())),
                null,
                null,
                null,
                Who.of(actor, "USER", null),
                "a reason of long ago",
                List.of(),
                Map.of("word", "\"forgettable\""),
                false);
        VertxContext.apart(
                        vertx,
                        () -> transactions.run(() -> log.lock().chain(head -> {
                            var sealed = sealing.seal(happening, time);
                            return entries.insert(head.size(), List.of(sealed), time)
                                    .chain(() -> streams.advance(List.of(happening), time))
                                    .chain(() -> log.append(head, List.of(sealed.leaf()), head.next(clock.instant())));
                        })))
                .await()
                .atMost(Duration.ofSeconds(30));
        return event;
    }
}
