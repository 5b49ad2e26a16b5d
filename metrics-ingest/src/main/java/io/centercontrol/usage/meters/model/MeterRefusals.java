package io.centercontrol.usage.meters.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.List;
import java.util.Map;

/** Why a meter is not found, not made or not changed. */
public final class MeterRefusals {
    private MeterRefusals() {}

    /** There is none of this key. */
    public static RefusedException notFound(String key) {
        return new Refusal.NotFound("METER_NOT_FOUND", "There is no meter " + key + ".").asException();
    }

    /** The caller wanted to be the first to set it. */
    public static RefusedException exists(String key) {
        return new Refusal.Conflict(
                        "METER_EXISTS",
                        "There is a meter " + key
                                + ", and a key is never used again. Read it and send its ETag as If-Match, or take another key.",
                        Map.of("key", key))
                .asException();
    }

    /** What is measured would be other than what was. */
    static RefusedException measuresOtherwise(String key, List<String> fields) {
        return new Refusal.Conflict(
                        "METER_MEASURES_OTHERWISE",
                        "What the meter " + key + " measures never changes, and this would change "
                                + String.join(", ", fields) + ". Make another meter, and archive this one.",
                        Map.of("key", key, "fields", fields))
                .asException();
    }

    /** There is nothing yet that could be archived. */
    public static RefusedException nothingToArchive() {
        return Refusal.Invalid.of(
                        "/archived", "NOTHING_TO_ARCHIVE", "A new meter measures: leave it away, or say false.")
                .asException();
    }

    /** Everybody who measures knows all of them. */
    public static RefusedException tooMany(long most) {
        return new Refusal.Conflict(
                        "TOO_MANY_METERS",
                        "There are %,d meters, and more there must not be. Group one by a property instead."
                                .formatted(most),
                        Map.of("most", most))
                .asException();
    }
}
