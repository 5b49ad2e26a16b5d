package io.centercontrol.usage.intake;

import io.centercontrol.usage.accept.model.Event;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** The log that everything which is measured goes through. */
public interface EventLog {
    /**
     * Writes events, so that all brokers that must have them do.
     *
     * @param producer whose account they stand in
     * @return fails with a refusal when they are not taken in time; some may be there all the same
     */
    Uni<Void> append(UUID producer, List<Event> events);
}
