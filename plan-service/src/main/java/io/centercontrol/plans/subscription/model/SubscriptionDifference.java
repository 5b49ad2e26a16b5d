package io.centercontrol.plans.subscription.model;

import io.centercontrol.kernel.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between a subscription and its next version, as far as it is seen from outside. */
final class SubscriptionDifference {
    private SubscriptionDifference() {}

    static List<FieldChange> between(Subscription before, Subscription after) {
        var fields = new ArrayList<FieldChange>();
        note(fields, "/plan", plan(before), plan(after));
        note(fields, "/scheduled", scheduled(before), scheduled(after));
        note(fields, "/addOns", addOns(before), addOns(after));
        var features = new TreeSet<>(before.overrides().keySet());
        features.addAll(after.overrides().keySet());
        for (var feature : features) {
            note(
                    fields,
                    "/overrides/" + feature,
                    override(before.override(feature, before.moment())),
                    override(after.override(feature, after.moment())));
        }
        return fields;
    }

    private static String plan(Subscription subscription) {
        return subscription
                .timeline()
                .at(subscription.moment())
                .assignment()
                .plan()
                .toString();
    }

    private static @Nullable Object scheduled(Subscription subscription) {
        var all = new TreeMap<String, String>();
        subscription
                .timeline()
                .scheduled(subscription.moment())
                .forEach(segment -> all.put(
                        segment.from().toString(), segment.assignment().plan().toString()));
        return all.isEmpty() ? null : all;
    }

    private static @Nullable Object addOns(Subscription subscription) {
        var all = subscription.addOnsAt(subscription.moment()).stream()
                .map(use -> use.addOn().toString() + (use.until() == null ? "" : " until " + use.until()))
                .toList();
        return all.isEmpty() ? null : all;
    }

    private static @Nullable Object override(@Nullable TenantOverride override) {
        if (override == null) {
            return null;
        }
        var shown = new TreeMap<String, Object>();
        shown.put("grant", override.grant());
        if (override.expiresAt() != null) {
            shown.put("expiresAt", override.expiresAt().toString());
        }
        return shown;
    }

    private static void note(List<FieldChange> fields, String path, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(new FieldChange(path, before, after));
        }
    }
}
