package io.centercontrol.dataplane.wire;

import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.Grant;
import io.centercontrol.events.plans.MeterPeriod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns grants as they are on the wire into entitlements, one of each content: a hundred thousand tenants have a handful of
 * plans. What is of an unknown kind, or starts over at unknown times, is left out, and so allows nothing.
 */
final class GrantReader {
    private static final int MOST = 10_000;

    private final Shared<Grant> grants = new Shared<>();
    private final Shared<Entitlements.Plan> plans = new Shared<>();
    private final ConcurrentHashMap<Content, Entitlements> known = new ConcurrentHashMap<>();

    private record Content(Entitlements.Plan plan, List<Grant> grants) {}

    /**
     * The entitlements of a plan's grants.
     *
     * @throws Poison when they contradict each other, or are below zero
     */
    Entitlements read(Entitlements.Plan plan, Collection<io.centercontrol.events.plans.Grant> listed) throws Poison {
        var read = new ArrayList<Grant>(listed.size());
        for (var grant : listed) {
            add(read, grant);
        }
        var content = new Content(plans.of(plan), List.copyOf(read));
        var entitlements = known.get(content);
        if (entitlements == null) {
            entitlements = make(content);
            if (known.size() < MOST) {
                known.put(content, entitlements);
            }
        }
        return entitlements;
    }

    private static Entitlements make(Content content) throws Poison {
        try {
            return Entitlements.of(content.plan, content.grants);
        } catch (IllegalArgumentException e) {
            throw new Poison(String.valueOf(e.getMessage()));
        }
    }

    private void add(List<Grant> to, io.centercontrol.events.plans.Grant grant) throws Poison {
        var feature = grant.getFeature();
        switch (grant.getKind()) {
            case UNKNOWN -> {}
            case SWITCH -> to.add(grants.of(new Grant.Switch(feature, grant.getOn())));
            case LIMIT -> to.add(grants.of(new Grant.Limit(feature, most(grant), grant.getHard())));
            case METER -> {
                if (grant.getPeriod() != MeterPeriod.NONE) {
                    var period = grant.getPeriod() == MeterPeriod.DAY ? Grant.Period.DAY : Grant.Period.MONTH;
                    to.add(grants.of(new Grant.Meter(feature, most(grant), period)));
                }
            }
        }
    }

    private static long most(io.centercontrol.events.plans.Grant grant) throws Poison {
        if (grant.getUnlimited()) {
            return Grant.UNLIMITED;
        }
        if (grant.getMost() < 0) {
            throw new Poison("a limit of " + grant.getMost() + " of " + grant.getFeature() + " is none");
        }
        return grant.getMost();
    }
}
