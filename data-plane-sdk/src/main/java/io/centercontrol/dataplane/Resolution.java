package io.centercontrol.dataplane;

import java.util.Map;

/** Which tenant a request is for, or why that cannot be said. */
public sealed interface Resolution {
    /** All hints that were given lead to this tenant. */
    record Resolved(Tenant tenant) implements Resolution {}

    /**
     * The hints lead to different tenants. Nothing is chosen: whoever can set one hint must not be able to reach another
     * tenant's data by it.
     *
     * @param given all the hints that were given, as they were given
     */
    record Contradiction(Map<Hint, String> given) implements Resolution {
        public Contradiction {
            given = Map.copyOf(given);
        }
    }

    /** No tenant has this host, slug or id. */
    record Unknown(Hint hint, String value) implements Resolution {}

    /** The hint is no tenant id at all. */
    record Malformed(Hint hint, String value) implements Resolution {}

    /** No hint was given. */
    record NothingGiven() implements Resolution {}

    /** This instance has never had a whole copy, or is closed: it cannot know. */
    record NotReady() implements Resolution {}
}
