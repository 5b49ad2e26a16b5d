package io.centercontrol.governance.model;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Change;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The platform's terms with their version. There is one governance, from the platform's first start on.
 *
 * @param version rises by one with each change, from 1
 */
public record Governance(Terms terms, long version, Instant updatedAt) implements Aggregate {
    /** The key of the one governance there is. */
    public static final String ID = "platform";

    @Override
    public String aggregateId() {
        return ID;
    }

    @Override
    public String inWords() {
        return "Governance";
    }

    /** The first version. */
    public static Change<Governance> begin(Terms terms, Instant now) {
        return new Change<>(
                new Governance(terms, 1, now), "governance.established", TermsDifference.between(null, terms));
    }

    /** Other terms; null when they are the ones that hold. */
    public @Nullable Change<Governance> change(Terms next, Instant now) {
        return next.equals(terms)
                ? null
                : new Change<>(
                        new Governance(next, version + 1, now),
                        "governance.changed",
                        TermsDifference.between(terms, next));
    }
}
