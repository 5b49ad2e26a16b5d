package io.centercontrol.usage.keys.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.Map;
import java.util.UUID;

/** Why a key is not found or not issued. */
public final class UsageKeyRefusals {
    private UsageKeyRefusals() {}

    /** There is none of this id. */
    public static RefusedException notFound(UUID id) {
        return new Refusal.NotFound("USAGE_KEY_NOT_FOUND", "There is no usage key " + id + ".").asException();
    }

    /** There are as many as there may be. */
    public static RefusedException tooMany(long most) {
        return new Refusal.Conflict(
                        "TOO_MANY_USAGE_KEYS",
                        "There are %,d usage keys, and more there must not be: revoke one that nobody uses."
                                .formatted(most),
                        Map.of("most", most))
                .asException();
    }
}
