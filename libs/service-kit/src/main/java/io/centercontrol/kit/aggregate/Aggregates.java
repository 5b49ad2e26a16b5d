package io.centercontrol.kit.aggregate;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a hall keeps its aggregates: what every repository answers. How one is made and changed, each hall says itself, since
 * what must be locked and known beforehand differs.
 *
 * @param <K> what names one
 */
public interface Aggregates<K, S extends Aggregate> {
    /** One as it stands; refuses when there is none. */
    Uni<Kept<S>> get(K key);

    /** One as it stood at a moment; refuses when there was none. */
    Uni<Kept<S>> asOf(K key, Instant moment);

    /**
     * Versions, newest first; refuses when there is no such aggregate.
     *
     * @param limit most in the answer
     * @param cursor of the answer before; null for the newest
     */
    Uni<Page<Version<S>>> history(K key, int limit, @Nullable String cursor);
}
