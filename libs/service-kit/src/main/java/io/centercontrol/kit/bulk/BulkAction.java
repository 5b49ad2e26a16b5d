package io.centercontrol.kit.bulk;

import io.centercontrol.kernel.Cause;
import io.smallrye.mutiny.Uni;

/**
 * What an operation does to each; a service has one bean for each word.
 *
 * @param <A> what all of an operation are given, as JSON between order and deed
 */
public interface BulkAction<A> {
    /** What it is called: upper snake case, its own within the service. */
    String word();

    /** The class of what all are given. */
    Class<A> arguments();

    /**
     * Whether who starts it must say how many it would change: what is asked of one by typing its name again is asked of many
     * by their number.
     */
    default boolean mustBeCounted() {
        return false;
    }

    /**
     * Does it to one, in the transaction that is open. When it fails, all that it wrote is rolled back and the others are not;
     * so it must leave nothing behind outside of the transaction: a preview is the deed, rolled back.
     *
     * @param one what it is done to
     * @param cause whom the change is put down to
     * @return fails with a {@link io.centercontrol.kernel.RefusedException} when the model says no
     */
    Uni<BulkDone> act(BulkItem one, A given, Cause cause);
}
