package io.centercontrol.kit.avro;

/** A record names a schema id that the registry, which did answer, has never given out. */
public final class UnknownSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownSchemaException(int id) {
        super("no schema has the id " + id);
    }
}
