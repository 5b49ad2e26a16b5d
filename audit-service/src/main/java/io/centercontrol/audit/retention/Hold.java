package io.centercontrol.audit.retention;

import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.kernel.Actor;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A legal hold: what fits its filter, recorded before or after, is neither purged nor erased until it is released.
 *
 * @param query the filters as they were given, by name
 * @param filter the same
 * @param released null while it is open
 */
public record Hold(
        UUID id,
        String name,
        String reason,
        Map<String, String> query,
        EntryFilter filter,
        Actor by,
        Instant setAt,
        @Nullable Release released) {
    public Hold {
        query = Map.copyOf(query);
    }

    /**
     * Its end.
     *
     * @param by the subject of who released it
     * @param erased of how many entries about erased tenants the parts went then
     */
    public record Release(Instant at, String reason, String by, long erased) {}

    /** The same, released. */
    public Hold with(Release release) {
        return new Hold(id, name, reason, query, filter, by, setAt, release);
    }
}
