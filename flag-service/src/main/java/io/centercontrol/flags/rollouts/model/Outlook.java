package io.centercontrol.flags.rollouts.model;

/** What becomes of a rollout by what its guards see and by time. */
public sealed interface Outlook {
    /** A guard stops it. */
    record Stop(Then then, String why) implements Outlook {}

    /** The next step is taken, or the whole is completed. */
    record Go() implements Outlook {}

    /** It stays where it is, for now. */
    record Stay() implements Outlook {}
}
