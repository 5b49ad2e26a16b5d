package io.centercontrol.plans.subscription.model;

import io.centercontrol.plans.catalog.model.Feature;
import io.centercontrol.plans.catalog.model.Grant;
import io.centercontrol.plans.subscription.model.Entitlement.Layer;
import io.centercontrol.plans.subscription.model.Entitlement.Said;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one place that computes what a tenant may do. Pure, so that previews, dry runs and the past cost a call of it. */
public final class Entitlements {
    private final Map<String, Grant> defaults;
    private final Function<PlanRef, Map<String, Grant>> grants;

    /**
     * @param defaults the platform's, for what no plan names; a feature without one is off, or 0
     * @param grants of a version of a plan or an add-on
     */
    public Entitlements(Map<String, Grant> defaults, Function<PlanRef, Map<String, Grant>> grants) {
        this.defaults = Map.copyOf(defaults);
        this.grants = grants;
    }

    /** What a tenant may do of each of these features at a moment, by feature in the order given. */
    public List<Entitlement> of(Collection<Feature> features, Subscription subscription, Instant moment) {
        var plan = subscription.timeline().at(moment).assignment().plan();
        var addOns = subscription.addOns().stream()
                .filter(use -> use.holdsAt(moment))
                .map(AddOnUse::addOn)
                .toList();
        return features.stream()
                .map(feature -> of(feature, plan, addOns, subscription.override(feature.key(), moment)))
                .toList();
    }

    /** What holds at a moment, of every feature that is not off or 0, by feature in the order given. */
    public List<Value> values(Collection<Feature> features, Subscription subscription, Instant moment) {
        return of(features, subscription, moment).stream()
                .filter(entitlement -> !entitlement.grant().grantsNothing())
                .map(entitlement -> new Value(entitlement.feature(), entitlement.grant(), entitlement.decidedBy()))
                .toList();
    }

    private Entitlement of(Feature feature, PlanRef plan, List<PlanRef> addOns, @Nullable TenantOverride override) {
        var layers = new ArrayList<Said>();
        layers.add(new Said(Layer.DEFAULT, null, defaults.getOrDefault(feature.key(), nothing(feature))));
        add(layers, Layer.PLAN, plan, feature);
        addOns.forEach(addOn -> add(layers, Layer.ADD_ON, addOn, feature));
        if (override != null) {
            layers.add(new Said(Layer.OVERRIDE, null, override.grant()));
        }
        return new Entitlement(feature.key(), together(layers), layers.getLast().layer(), layers);
    }

    private void add(List<Said> layers, Layer layer, PlanRef source, Feature feature) {
        var grant = grants.apply(source).get(feature.key());
        if (grant != null) {
            layers.add(new Said(layer, source, grant));
        }
    }

    private static Grant together(List<Said> layers) {
        var result = layers.getFirst().grant();
        for (var said : layers.subList(1, layers.size())) {
            result = switch (said.layer()) {
                case ADD_ON -> Sum.of(result, said.grant());
                case DEFAULT, PLAN, OVERRIDE -> said.grant();
            };
        }
        return result;
    }

    private static Grant nothing(Feature feature) {
        return switch (feature.kind()) {
            case SWITCH -> new Grant.Switch(false);
            case LIMIT -> new Grant.Limit(0L, true);
            case METER -> new Grant.Meter(0L, Grant.Period.MONTH);
        };
    }
}
