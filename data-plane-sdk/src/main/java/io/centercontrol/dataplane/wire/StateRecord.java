package io.centercontrol.dataplane.wire;

import org.jspecify.annotations.Nullable;

/** What a record of a state topic says. */
public sealed interface StateRecord<V> {
    /** What it is about: the record's key. */
    String id();

    /** The value as a whole; {@code bytes} are the record's own, with the id of their schema. */
    record State<V>(String id, long version, V value, byte[] bytes) implements StateRecord<V> {}

    /** It is gone. {@code version} is the purge's; null when the record does not say. */
    record Purge<V>(String id, @Nullable Long version) implements StateRecord<V> {}
}
