package io.centercontrol.usage.intake.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;

/** Why events are not taken. */
public final class IntakeRefusals {
    /** Of all that is wrong with a request so much is told. */
    public static final int MOST_TOLD = 100;

    private IntakeRefusals() {}

    /** More than one request may have. */
    public static RefusedException tooMany(int most) {
        return Refusal.Invalid.of("", "TOO_MANY_EVENTS", "A request has at most %,d events.".formatted(most))
                .asException();
    }

    /** More than one request may become. */
    public static RefusedException tooManyMeasured(int most) {
        return Refusal.Invalid.of(
                        "",
                        "TOO_MANY_EVENTS",
                        "More than %,d events come of them, since several meters measure their types: send fewer at once."
                                .formatted(most))
                .asException();
    }

    /** The log does not take them now. */
    public static RefusedException logAway() {
        return new Refusal.Unavailable(
                        "EVENTS_NOT_TAKEN",
                        "The events are not safe yet: send them again, with their ids. Those that are there count once.")
                .asException();
    }

    /** Too much waits for the log. */
    public static RefusedException busy() {
        return new Refusal.Unavailable("TOO_MUCH_WAITS", "Too much waits for the brokers here: send the events again.")
                .asException();
    }

    /** It cannot be said now what they are. */
    public static RefusedException metersAway() {
        return new Refusal.Unavailable(
                        "METERS_NOT_KNOWN",
                        "It cannot be looked up now whether anybody measures this type: send the events again.")
                .asException();
    }
}
