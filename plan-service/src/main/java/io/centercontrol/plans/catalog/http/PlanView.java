package io.centercontrol.plans.catalog.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.plans.catalog.model.Plan;
import io.centercontrol.plans.catalog.model.PlanVersion;
import io.centercontrol.plans.catalog.model.Price;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A plan or an add-on as clients see it.
 *
 * @param current the version that tenants are given; null when none is published
 * @param version of the whole, which the ETag carries too
 * @param eventId the event that told of this version
 */
record PlanView(
        String key,
        String name,
        Plan.Kind kind,
        @Nullable UUID onlyFor,
        @Nullable Integer current,
        List<VersionView> versions,
        long version,
        Instant updatedAt,
        UUID eventId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Object> effects) {
    /** One version. */
    @Schema(name = "PlanTermsView")
    record VersionView(
            int number,
            PlanVersion.Status status,
            Map<String, GrantView> grants,
            @Nullable Price price,
            int trialDays,
            @Nullable String afterTrial,
            @Nullable Instant publishedAt) {
        static VersionView of(PlanVersion version) {
            var terms = version.terms();
            return new VersionView(
                    version.number(),
                    version.status(),
                    GrantView.of(terms.grants()),
                    terms.price(),
                    terms.trialDays(),
                    terms.afterTrial(),
                    version.publishedAt());
        }
    }

    static PlanView of(Kept<Plan> kept) {
        return of(kept, null);
    }

    /** After a change. No tenant sees a value change by it: published versions stay, and tenants stay on theirs. */
    static PlanView changed(Kept<Plan> kept) {
        return of(kept, List.of());
    }

    private static PlanView of(Kept<Plan> kept, @Nullable List<Object> effects) {
        var plan = kept.state();
        var onlyFor = plan.onlyFor();
        var current = plan.current();
        return new PlanView(
                plan.key(),
                plan.name(),
                plan.kind(),
                onlyFor == null ? null : onlyFor.value(),
                current == null ? null : current.number(),
                plan.versions().stream().map(VersionView::of).toList(),
                plan.version(),
                plan.updatedAt(),
                kept.eventId(),
                effects);
    }
}
