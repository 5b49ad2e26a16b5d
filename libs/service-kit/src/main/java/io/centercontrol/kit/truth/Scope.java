package io.centercontrol.kit.truth;

/** Which aggregates of a topic are meant. */
public sealed interface Scope {
    /** The one with this id, if there is one. */
    record One(String id) implements Scope {}

    /** Those of one bucket. */
    record Bucket(int number) implements Scope {}

    /** All. */
    record All() implements Scope {}
}
