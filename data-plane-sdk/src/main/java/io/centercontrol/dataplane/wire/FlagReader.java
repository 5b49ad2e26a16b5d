package io.centercontrol.dataplane.wire;

import io.centercontrol.dataplane.flag.FlagEntry;
import io.centercontrol.evaluation.InvalidDefinition;
import io.centercontrol.events.Change;
import io.centercontrol.events.flags.Flag;

/**
 * Reads records of {@code cc.flags.v1}, and compiles each definition once. One that this SDK cannot compile is set aside, and
 * the flag stays as it was.
 */
public final class FlagReader extends StateReader<Flag, FlagEntry> {
    /** Reads with what the book knows. */
    public FlagReader(SchemaBook schemas) {
        super(schemas, KeyForm.NAME, Flag.class, Flag.getClassSchema());
    }

    @Override
    String id(Flag read) {
        return read.getKey();
    }

    @Override
    Change change(Flag read) {
        return read.getChange();
    }

    @Override
    FlagEntry value(Flag read) throws Poison {
        try {
            return new FlagEntry(read.getKey(), read.getDefinition(), read.getArchived());
        } catch (InvalidDefinition e) {
            throw new Poison("the definition is no flag: " + e.getMessage());
        }
    }
}
