package io.centercontrol.integrations.endpoints;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How it goes at endpoints, for who looks at them. */
public interface Traffic {
    /** Of each of these. */
    Uni<Map<UUID, Figures>> of(Collection<UUID> endpoints);

    /**
     * How it goes at one.
     *
     * @param pending how many deliveries wait
     * @param failures in a row
     * @param failingSince the first of them; null when the last attempt succeeded
     * @param deliveredAt when something was taken last; null when nothing was
     */
    record Figures(
            long pending,
            int failures,
            @Nullable Instant failingSince,
            @Nullable Instant deliveredAt) {
        /** Of one that nothing was sent to. */
        public static final Figures NONE = new Figures(0, 0, null, null);
    }
}
