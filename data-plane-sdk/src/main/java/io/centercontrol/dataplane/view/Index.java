package io.centercontrol.dataplane.view;

import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All values of one copy, by their ids in the topic's own form. One writer, any number of readers; a change is visible when
 * the writing method returns. What readers ask an index for is for each kind to say.
 */
public interface Index<V> {
    /** Puts a value in, in place of its former version. */
    void put(String id, long version, V value);

    /** Takes a value out; nothing happens when it is not there. */
    void remove(String id);

    /** The value; null when it is not there. */
    @Nullable
    V find(String id);

    /** The version that the value was put in at; 0 when it is not there. The writer's question. */
    long version(String id);

    /** Walks through ids and versions. The writer's question. */
    void versions(ObjLongConsumer<String> visitor);

    /** Another number after each change; see {@link Changes}. */
    long changes();

    /** How many values there are. */
    int size();
}
