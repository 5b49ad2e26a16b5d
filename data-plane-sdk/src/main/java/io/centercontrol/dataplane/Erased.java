package io.centercontrol.dataplane;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says that a service holds nothing of a tenant any more, but for what is named here. It goes into the tenant's deletion
 * certificate word for word.
 */
public record Erased(List<Retained> kept) {
    public Erased {
        kept = List.copyOf(kept);
    }

    /** Nothing at all is left. */
    public static Erased everything() {
        return new Erased(List.of());
    }

    /** Nothing is left but this. */
    public static Erased but(Retained... kept) {
        return new Erased(List.of(kept));
    }

    /**
     * What stays, since a law or a contract asks for it.
     *
     * @param what the data, in words: order totals, without names
     * @param where the place it is kept at
     * @param until when it goes; null when no end is set
     * @param basis the law or the contract
     */
    public record Retained(
            String what, String where, @Nullable Instant until, String basis) {}
}
