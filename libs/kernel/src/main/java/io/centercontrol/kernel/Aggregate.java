package io.centercontrol.kernel;

import java.time.Instant;

/** What is changed as a whole, one version after the other, kept with every version it ever had, and told of as a whole. */
public interface Aggregate {
    /** What it is known by for ever, as text: the key of its events. */
    String aggregateId();

    /** Which version this is: 1 for the first, one more with each change. */
    long version();

    /** When this version was decided. */
    Instant updatedAt();

    /** What a sentence about it begins with: {@code The plan basic}. */
    String inWords();
}
