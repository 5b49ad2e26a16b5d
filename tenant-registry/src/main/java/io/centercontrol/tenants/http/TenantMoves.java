package io.centercontrol.tenants.http;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.bulk.BulkAction;
import io.centercontrol.kit.bulk.BulkDone;
import io.centercontrol.kit.bulk.BulkItem;
import io.centercontrol.tenants.CancelDeletion;
import io.centercontrol.tenants.DisableTenant;
import io.centercontrol.tenants.ReinstateTenant;
import io.centercontrol.tenants.ScheduleDeletion;
import io.centercontrol.tenants.SuspendTenant;
import io.centercontrol.tenants.model.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.BiFunction;

/** The moves of a tenant's life, done to many. */
class TenantMoves {
    /** What they are given: all that they need stands in the cause. */
    record Nothing() {}

    @Produces
    @Singleton
    BulkAction<Nothing> suspend(SuspendTenant verb) {
        return new Move(
                "SUSPEND",
                (tenant, cause) ->
                        verb.run(new SuspendTenant.Command(tenant, null, String.valueOf(cause.reason()), cause)));
    }

    @Produces
    @Singleton
    BulkAction<Nothing> disable(DisableTenant verb) {
        return new Move(
                "DISABLE",
                (tenant, cause) ->
                        verb.run(new DisableTenant.Command(tenant, null, String.valueOf(cause.reason()), cause)));
    }

    @Produces
    @Singleton
    BulkAction<Nothing> reinstate(ReinstateTenant verb) {
        return new Move("REINSTATE", (tenant, cause) -> verb.run(new ReinstateTenant.Command(tenant, null, cause)));
    }

    @Produces
    @Singleton
    BulkAction<Nothing> scheduleDeletion(ScheduleDeletion verb) {
        return new Move(
                "SCHEDULE_DELETION",
                true,
                (tenant, cause) -> verb.run(
                        new ScheduleDeletion.Command(tenant, null, null, null, String.valueOf(cause.reason()), cause)));
    }

    @Produces
    @Singleton
    BulkAction<Nothing> cancelDeletion(CancelDeletion verb) {
        return new Move(
                "CANCEL_DELETION", (tenant, cause) -> verb.run(new CancelDeletion.Command(tenant, null, cause)));
    }

    /** A move either changes the tenant or is refused. */
    private record Move(String word, boolean mustBeCounted, BiFunction<TenantId, Cause, Uni<Kept<Tenant>>> verb)
            implements BulkAction<Nothing> {
        Move(String word, BiFunction<TenantId, Cause, Uni<Kept<Tenant>>> verb) {
            this(word, false, verb);
        }

        @Override
        public Class<Nothing> arguments() {
            return Nothing.class;
        }

        @Override
        public Uni<BulkDone> act(BulkItem one, Nothing given, Cause cause) {
            return verb.apply(TenantId.parse(one.ref()), cause)
                    .map(moved -> BulkDone.changed(moved.state().slug(), moved.eventId()));
        }
    }
}
