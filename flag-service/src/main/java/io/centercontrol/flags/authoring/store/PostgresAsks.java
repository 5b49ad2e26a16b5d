package io.centercontrol.flags.authoring.store;

import io.centercontrol.flags.authoring.Asks;
import io.centercontrol.flags.authoring.EventEncoder;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.time.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.hibernate.reactive.mutiny.Mutiny;

/** Answers go by the outbox. Nothing waits here: what is asked for can be done at once, or is asked for again. */
@ApplicationScoped
class PostgresAsks implements Asks {
    private final Mutiny.SessionFactory sessions;
    private final EventEncoder encoder;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    PostgresAsks(Mutiny.SessionFactory sessions, EventEncoder encoder, Outbox outbox, Ids ids, Clock clock) {
        this.sessions = sessions;
        this.encoder = encoder;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Uni<Void> answer(Ask ask, Outcome outcome) {
        return sessions.withSession(
                session -> outbox.append(session, encoder.report(ids.next(), ask, outcome, clock.instant())));
    }
}
