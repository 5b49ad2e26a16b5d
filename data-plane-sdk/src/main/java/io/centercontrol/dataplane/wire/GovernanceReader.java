package io.centercontrol.dataplane.wire;

import io.centercontrol.dataplane.Governance;
import io.centercontrol.events.Change;
import org.jspecify.annotations.Nullable;

/** Reads records of {@code cc.governance.v1}: one aggregate, the platform's limits. */
public final class GovernanceReader extends StateReader<io.centercontrol.events.tenants.Governance, Governance> {
    /** The key of the one governance there is. */
    public static final String KEY = "platform";

    /** Reads with what the book knows. */
    public GovernanceReader(SchemaBook schemas) {
        super(
                schemas,
                KeyForm.NAME,
                io.centercontrol.events.tenants.Governance.class,
                io.centercontrol.events.tenants.Governance.getClassSchema());
    }

    /** As everywhere, but for a tombstone: a platform without limits is none. */
    @Override
    public StateRecord<Governance> read(String id, @Nullable Long version, byte @Nullable [] value)
            throws SchemaMissing, Poison {
        if (value == null) {
            throw new Poison("the limits cannot be purged");
        }
        return super.read(id, version, value);
    }

    @Override
    String id(io.centercontrol.events.tenants.Governance read) {
        return KEY;
    }

    @Override
    Change change(io.centercontrol.events.tenants.Governance read) {
        return read.getChange();
    }

    @Override
    Governance value(io.centercontrol.events.tenants.Governance read) throws Poison {
        if (read.getDefaultMostStores() < 0) {
            throw new Poison("a limit of " + read.getDefaultMostStores() + " stores is none");
        }
        return new Governance(
                read.getChange().getVersion(), read.getDefaultMostStores(), read.getUpdatedAt(), read.getDefaultPlan());
    }
}
