package io.centercontrol.kit.aggregate;

import io.centercontrol.kernel.Aggregate;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;

/** What the row of every aggregate has beside its {@code id}, its {@code document} and what is searched for. */
@MappedSuperclass
public abstract class AggregateRow<S extends Aggregate> {
    /** The version that stands. */
    @Column
    protected long version;

    /** The event that told of it. */
    @Column(name = "event_id")
    protected UUID eventId;

    /** For Hibernate. */
    protected AggregateRow() {}

    /** The aggregate in this row. */
    protected abstract S state();

    /** Takes over all columns but those of this class. */
    protected abstract void take(S state);

    final void take(S state, UUID newEventId) {
        version = state.version();
        eventId = newEventId;
        take(state);
    }

    /** The aggregate, with its event. */
    public final Kept<S> kept() {
        return new Kept<>(state(), eventId);
    }
}
