package io.centercontrol.plans.catalog;

import io.centercontrol.kernel.Change;
import io.centercontrol.plans.catalog.model.Feature;
import io.centercontrol.plans.catalog.model.FeatureEntry;
import io.centercontrol.plans.catalog.model.Grant;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.catalog.model.Price;
import io.centercontrol.plans.catalog.model.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a commerce platform has on offer on its first day. */
final class FirstCatalog {
    private static final Grant ON = new Grant.Switch(true);
    private static final Grant OFF = new Grant.Switch(false);
    private static final Grant ANY_NUMBER = new Grant.Limit(null, true);
    private static final int TRIAL_DAYS = 14;

    private final Instant now;
    private final Map<String, Feature> features = new HashMap<>();
    private final Map<String, Plan> plans = new HashMap<>();
    private final List<Change<FeatureEntry>> featureChanges = new ArrayList<>();
    private final List<Change<Plan>> planChanges = new ArrayList<>();

    FirstCatalog(Instant now) {
        this.now = now;
        features();
        plans();
        addOns();
    }

    List<Change<FeatureEntry>> featureChanges() {
        return featureChanges;
    }

    /** Of each plan two: it is created, and its first version is published. */
    List<Change<Plan>> planChanges() {
        return planChanges;
    }

    private void features() {
        feature("products", "Products", Feature.Kind.LIMIT, "product");
        feature("stores", "Stores", Feature.Kind.LIMIT, "store");
        feature("staff", "Staff accounts", Feature.Kind.LIMIT, "account");
        feature("multi-store", "Several stores in one shop", Feature.Kind.SWITCH, null);
        feature("integrations", "Integrations", Feature.Kind.SWITCH, null);
        feature("pos", "Point of sale", Feature.Kind.SWITCH, null);
        feature("loyalty", "Loyalty programme", Feature.Kind.SWITCH, null);
        feature("promotions", "Promotions", Feature.Kind.SWITCH, null);
        feature("api-calls", "API calls", Feature.Kind.METER, "call");
    }

    private void plans() {
        publish(
                "basic",
                "Basic",
                Plan.Kind.PLAN,
                new Terms(
                        Map.of(
                                "products", most(100),
                                "stores", most(1),
                                "staff", most(3),
                                "multi-store", OFF,
                                "integrations", OFF,
                                "pos", OFF,
                                "loyalty", OFF,
                                "promotions", ON,
                                "api-calls", monthly(10_000L)),
                        euros(29),
                        0,
                        null));
        publish(
                "standard",
                "Standard",
                Plan.Kind.PLAN,
                new Terms(
                        Map.of(
                                "products", most(1_000),
                                "stores", most(3),
                                "staff", most(15),
                                "multi-store", ON,
                                "integrations", ON,
                                "pos", ON,
                                "loyalty", ON,
                                "promotions", ON,
                                "api-calls", monthly(100_000L)),
                        euros(99),
                        TRIAL_DAYS,
                        "basic"));
        publish(
                "enterprise",
                "Enterprise",
                Plan.Kind.PLAN,
                new Terms(
                        Map.of(
                                "products", ANY_NUMBER,
                                "stores", most(50),
                                "staff", ANY_NUMBER,
                                "multi-store", ON,
                                "integrations", ON,
                                "pos", ON,
                                "loyalty", ON,
                                "promotions", ON,
                                "api-calls", monthly(null)),
                        euros(499),
                        TRIAL_DAYS,
                        "basic"));
    }

    private void addOns() {
        publish(
                "extra-products",
                "1,000 more products",
                Plan.Kind.ADD_ON,
                new Terms(Map.of("products", most(1_000)), euros(19), 0, null));
        publish(
                "extra-stores",
                "5 more stores",
                Plan.Kind.ADD_ON,
                new Terms(Map.of("stores", most(5), "multi-store", ON), euros(49), 0, null));
    }

    private void feature(String key, String name, Feature.Kind kind, @Nullable String unit) {
        var change = FeatureEntry.create(key, name, kind, unit, now);
        features.put(key, change.next().feature());
        featureChanges.add(change);
    }

    private void publish(String key, String name, Plan.Kind kind, Terms terms) {
        var creation = Plan.create(key, name, kind, null, terms, features, plans, now);
        var publication = creation.next().publish(1, features, plans, now);
        plans.put(key, publication.next());
        planChanges.add(creation);
        planChanges.add(publication);
    }

    private static Grant most(long number) {
        return new Grant.Limit(number, true);
    }

    private static Grant monthly(@Nullable Long amount) {
        return new Grant.Meter(amount, Grant.Period.MONTH);
    }

    private static Price euros(long number) {
        return new Price(number * 100, "EUR", Price.Interval.MONTH);
    }
}
