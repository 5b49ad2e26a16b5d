package io.centercontrol.kernel;

import java.util.List;

/**
 * What a model decided: the state to be saved, what happened, and which fields it touched. Whoever saves it gives it a
 * version and an event, so that neither can be had without the other.
 *
 * @param next the whole aggregate after the change
 * @param type what happened, in the past tense: {@code tenant.suspended}
 * @param fields the changed fields; empty only where the change has no field to show
 * @param <S> the aggregate
 */
public record Change<S>(S next, String type, List<FieldChange> fields) {
    public Change {
        fields = List.copyOf(fields);
    }
}
