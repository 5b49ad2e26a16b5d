package io.centercontrol.plans.subscription.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.bulk.BulkAction;
import io.centercontrol.kit.bulk.BulkDone;
import io.centercontrol.kit.bulk.BulkItem;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.plans.catalog.http.GrantJson;
import io.centercontrol.plans.subscription.Altered;
import io.centercontrol.plans.subscription.AssignPlan;
import io.centercontrol.plans.subscription.DropOverride;
import io.centercontrol.plans.subscription.PutOverride;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is done to one subscription, done to many: each is a {@link Wish}, in the words of the single request. */
class BulkAlterations {
    /** What all are given; it is read twice: when it is ordered, so that what nobody could be given is refused, and for each. */
    sealed interface Wish {
        /** The action that it is for. */
        String word();

        /** Refuses what nobody could be given. */
        void check();
    }

    /** Another plan: now, or at most one of at, atPeriodEnd and trial. */
    @Schema(requiredProperties = "plan")
    record Assign(
            @Nullable String plan,
            @Nullable Integer version,
            @Nullable String at,
            @Nullable Boolean atPeriodEnd,
            @Nullable Boolean trial)
            implements Wish {
        static final String WORD = "ASSIGN";

        AssignPlan.Command of(TenantId tenant, Cause cause) {
            return new AssignPlan.Command(tenant, asked().key(), version, asked().when(), null, cause);
        }

        private AssignRequest asked() {
            return new AssignRequest(plan, version, at, atPeriodEnd, trial, null);
        }

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public void check() {
            asked().key();
            asked().when();
        }
    }

    /** Something else of a feature than plan and add-ons give, until it expires if it does. */
    @Schema(requiredProperties = {"feature", "grant"})
    record Put(
            @Nullable String feature,
            @Nullable JsonNode grant,
            @Nullable String expiresAt) implements Wish {
        static final String WORD = "OVERRIDE";

        PutOverride.Command of(TenantId tenant, Cause cause) {
            return new PutOverride.Command(
                    tenant,
                    required(feature),
                    GrantJson.parse("/override/grant", grant),
                    Parameters.instant("override/expiresAt", expiresAt),
                    null,
                    cause);
        }

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public void check() {
            required(feature);
            GrantJson.parse("/override/grant", grant);
            Parameters.instant("override/expiresAt", expiresAt);
        }
    }

    /** Plan and add-ons decide again. */
    @Schema(requiredProperties = "feature")
    record Drop(@Nullable String feature) implements Wish {
        static final String WORD = "DROP_OVERRIDE";

        @Override
        public String word() {
            return WORD;
        }

        @Override
        public void check() {
            required(feature);
        }
    }

    @Produces
    @Singleton
    BulkAction<Assign> assign(AssignPlan verb) {
        return new Each<>(Assign.WORD, Assign.class, (tenant, given, cause) -> verb.run(given.of(tenant, cause)));
    }

    @Produces
    @Singleton
    BulkAction<Put> override(PutOverride verb) {
        return new Each<>(Put.WORD, Put.class, (tenant, given, cause) -> verb.run(given.of(tenant, cause)));
    }

    @Produces
    @Singleton
    BulkAction<Drop> drop(DropOverride verb) {
        return new Each<>(
                Drop.WORD,
                Drop.class,
                (tenant, given, cause) ->
                        verb.run(new DropOverride.Command(tenant, required(given.feature()), null, cause)));
    }

    private static String required(@Nullable String feature) {
        if (feature == null || feature.isBlank()) {
            throw Refusal.Invalid.of("/feature", "REQUIRED", "Send the key of the feature.")
                    .asException();
        }
        return feature;
    }

    private interface Deed<W> {
        Uni<Altered> to(TenantId tenant, W given, Cause cause);
    }

    private record Each<W>(String word, Class<W> arguments, Deed<W> deed) implements BulkAction<W> {
        @Override
        public Uni<BulkDone> act(BulkItem one, W given, Cause cause) {
            return deed.to(TenantId.parse(one.ref()), given, cause)
                    .map(altered -> BulkDone.changed(null, altered.kept().eventId()));
        }
    }
}
