package io.centercontrol.dataplane.wire;

/** A record was written with a schema that is not known here yet: ask the {@link SchemaBook} and come again. */
public final class SchemaMissing extends Exception {
    private static final long serialVersionUID = 1L;

    private final int id;

    SchemaMissing(int id) {
        super("the schema " + id + " is not known yet", null, false, false);
        this.id = id;
    }

    /** The registry's id of the schema. */
    public int id() {
        return id;
    }
}
