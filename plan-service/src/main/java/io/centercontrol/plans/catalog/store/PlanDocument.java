package io.centercontrol.plans.catalog.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.catalog.model.PlanVersion;
import io.centercontrol.plans.catalog.model.Price;
import io.centercontrol.plans.catalog.model.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A plan as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
record PlanDocument(
        String name, String kind, @Nullable String onlyFor, List<VersionDocument> versions, String updatedAt) {
    /** One version. */
    record VersionDocument(
            int number,
            String status,
            Map<String, GrantDocument> grants,
            @Nullable PriceDocument price,
            int trialDays,
            @Nullable String afterTrial,
            @Nullable String publishedAt) {
        static VersionDocument of(PlanVersion version) {
            var grants = new TreeMap<String, GrantDocument>();
            version.terms().grants().forEach((feature, grant) -> grants.put(feature, GrantDocument.of(grant)));
            var price = version.terms().price();
            var publishedAt = version.publishedAt();
            return new VersionDocument(
                    version.number(),
                    version.status().name(),
                    grants,
                    price == null
                            ? null
                            : new PriceDocument(
                                    price.minorUnits(),
                                    price.currency(),
                                    price.interval().name()),
                    version.terms().trialDays(),
                    version.terms().afterTrial(),
                    publishedAt == null ? null : publishedAt.toString());
        }

        PlanVersion toVersion() {
            var all = new TreeMap<String, io.centercontrol.plans.catalog.model.Grant>();
            grants.forEach((feature, grant) -> all.put(feature, grant.toGrant()));
            return new PlanVersion(
                    number,
                    PlanVersion.Status.valueOf(status),
                    new Terms(all, price == null ? null : price.toPrice(), trialDays, afterTrial),
                    publishedAt == null ? null : Instant.parse(publishedAt));
        }
    }

    /** A price. */
    record PriceDocument(long minorUnits, String currency, String interval) {
        Price toPrice() {
            return new Price(minorUnits, currency, Price.Interval.valueOf(interval));
        }
    }

    static PlanDocument of(Plan plan) {
        var onlyFor = plan.onlyFor();
        return new PlanDocument(
                plan.name(),
                plan.kind().name(),
                onlyFor == null ? null : onlyFor.toString(),
                plan.versions().stream().map(VersionDocument::of).toList(),
                plan.updatedAt().toString());
    }

    Plan toPlan(String key, long version) {
        return new Plan(
                key,
                name,
                Plan.Kind.valueOf(kind),
                onlyFor == null ? null : TenantId.parse(onlyFor),
                versions.stream().map(VersionDocument::toVersion).toList(),
                version,
                Instant.parse(updatedAt));
    }
}
