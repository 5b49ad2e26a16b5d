package io.centercontrol.audit.trail.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;

/** Why a question to the trail is refused. */
public final class TrailRefusals {
    private TrailRefusals() {}

    /** There is none, or none that the caller may see. */
    public static RefusedException noEntry(String id) {
        return new Refusal.NotFound(
                        "ENTRY_NOT_FOUND", "There is no entry of the event %s that you may see.".formatted(id))
                .asException();
    }

    /** The question would read too much. */
    public static RefusedException tooWide() {
        return new Refusal.Unavailable(
                        "SEARCH_TOO_WIDE",
                        "The search took more than 5 s and was ended. Narrow it: a shorter time, a tenant, an actor, an action.")
                .asException();
    }
}
