package io.centercontrol.schemas;

import io.centercontrol.events.tenants.Tenant;
import io.centercontrol.events.tenants.TenantStage;
import io.centercontrol.events.tenants.TenantStatus;
import org.jspecify.annotations.Nullable;

/** Where a tenant's record stands in its life: the one place that knows how records from before {@code stage} say it. */
public final class TenantStages {
    private TenantStages() {}

    /** Never UNKNOWN: a status or stage of tomorrow ends no life, since those that do are known here before they are used. */
    public static TenantStage of(Tenant tenant) {
        return of(tenant.getStage(), tenant.getStatus());
    }

    static TenantStage of(@Nullable TenantStage stage, TenantStatus status) {
        return stage != null && stage != TenantStage.UNKNOWN
                ? stage
                : switch (status) {
                    case UNKNOWN, PROVISIONING, ACTIVE, SUSPENDED, DISABLED, DELETION_SCHEDULED -> TenantStage.LIVING;
                    case EXPORTING -> TenantStage.EXPORTING;
                    case ERASING -> TenantStage.ERASING;
                    case DELETED -> TenantStage.DELETED;
                };
    }

    /** Whether its deletion has begun and cannot be cancelled any more: it is given nothing new. */
    public static boolean isLeaving(Tenant tenant) {
        return of(tenant) != TenantStage.LIVING;
    }
}
