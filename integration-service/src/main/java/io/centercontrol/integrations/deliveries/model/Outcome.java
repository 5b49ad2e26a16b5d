package io.centercontrol.integrations.deliveries.model;

import java.time.Instant;

/** What becomes of a delivery after an attempt. */
public sealed interface Outcome {
    /** It was taken. */
    record Delivered() implements Outcome {}

    /** It is tried again at a time. */
    record Again(Instant at) implements Outcome {}

    /** It was tried for as long as it is tried. */
    record GivenUp() implements Outcome {}
}
