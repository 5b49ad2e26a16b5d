package io.centercontrol.dataplane.wire;

import org.jspecify.annotations.Nullable;

/** Where schema texts and ids survive a restart. An id's text never changes. */
public interface SchemaTexts {
    /** The text of the schema with this id; null when it was never seen. */
    @Nullable
    String schema(int id);

    /** Keeps a schema's text. */
    void keepSchema(int id, String text);

    /** The id under which our own schema was last found; {@code name} tells subject and fingerprint. */
    @Nullable
    Integer id(String name);

    /** Keeps the id of one of our own schemas. */
    void keepId(String name, int id);
}
