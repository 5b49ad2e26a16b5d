package io.centercontrol.dataplane.wire;

import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.events.Change;
import io.centercontrol.events.plans.Entitlement;

/** Reads records of {@code cc.entitlements.v1}. The owner has computed what holds; nothing is computed here. */
public final class EntitlementReader extends StateReader<io.centercontrol.events.plans.Entitlements, Entitlements> {
    private final GrantReader grants = new GrantReader();

    /** Reads with what the book knows. */
    public EntitlementReader(SchemaBook schemas) {
        super(
                schemas,
                KeyForm.TENANT_ID,
                io.centercontrol.events.plans.Entitlements.class,
                io.centercontrol.events.plans.Entitlements.getClassSchema());
    }

    @Override
    String id(io.centercontrol.events.plans.Entitlements read) {
        return read.getTenantId().toString();
    }

    @Override
    Change change(io.centercontrol.events.plans.Entitlements read) {
        return read.getChange();
    }

    @Override
    Entitlements value(io.centercontrol.events.plans.Entitlements read) throws Poison {
        var plan = new Entitlements.Plan(read.getPlan(), read.getPlanVersion(), read.getPlanName());
        return grants.read(
                plan, read.getValues().stream().map(Entitlement::getGrant).toList());
    }
}
