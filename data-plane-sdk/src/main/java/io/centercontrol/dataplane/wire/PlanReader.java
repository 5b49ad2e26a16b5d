package io.centercontrol.dataplane.wire;

import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.view.Offer;
import io.centercontrol.events.Change;
import io.centercontrol.events.plans.Plan;
import io.centercontrol.events.plans.PlanKind;
import io.centercontrol.events.plans.PlanStatus;
import io.centercontrol.events.plans.PlanVersion;
import java.util.Comparator;

/** Reads records of {@code cc.plans.v1}. */
public final class PlanReader extends StateReader<Plan, Offer> {
    private final GrantReader grants = new GrantReader();

    /** Reads with what the book knows. */
    public PlanReader(SchemaBook schemas) {
        super(schemas, KeyForm.NAME, Plan.class, Plan.getClassSchema());
    }

    @Override
    String id(Plan read) {
        return read.getKey();
    }

    @Override
    Change change(Plan read) {
        return read.getChange();
    }

    /** An add-on is no plan, and a package for one tenant is nobody's default. */
    @Override
    Offer value(Plan read) throws Poison {
        var newest = read.getVersions().stream()
                .filter(version -> version.getStatus() == PlanStatus.PUBLISHED)
                .max(Comparator.comparingInt(PlanVersion::getNumber));
        if (newest.isEmpty() || read.getKind() != PlanKind.PLAN || read.getOnlyFor() != null) {
            return new Offer(read.getKey(), null);
        }
        var plan = new Entitlements.Plan(read.getKey(), newest.get().getNumber(), read.getName());
        return new Offer(read.getKey(), grants.read(plan, newest.get().getGrants()));
    }
}
