package io.centercontrol.flags.keys.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.Map;
import java.util.UUID;

/** Why a key is not found or not issued. */
public final class SdkKeyRefusals {
    private SdkKeyRefusals() {}

    /** There is none of this id. */
    public static RefusedException notFound(UUID id) {
        return new Refusal.NotFound("SDK_KEY_NOT_FOUND", "There is no SDK key " + id + ".").asException();
    }

    /** Every instance keeps all of them in memory. */
    public static RefusedException tooMany(long most) {
        return new Refusal.Conflict(
                        "TOO_MANY_SDK_KEYS",
                        "There are %,d SDK keys, and more there must not be: revoke one that nobody uses."
                                .formatted(most),
                        Map.of("most", most))
                .asException();
    }
}
