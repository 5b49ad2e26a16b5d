package io.centercontrol.tenants;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantKind;
import io.centercontrol.tenants.model.TenantRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A tenant is to be deleted when a grace is over. Until then it may do nothing, and the deletion can be cancelled. */
@ApplicationScoped
public class ScheduleDeletion {
    private final Tenants tenants;
    private final DeletionTerms.Source terms;
    private final Clock clock;

    ScheduleDeletion(Tenants tenants, DeletionTerms.Source terms, Clock clock) {
        this.tenants = tenants;
        this.terms = terms;
        this.clock = clock;
    }

    /**
     * What is asked for, and why.
     *
     * @param typedSlug the slug, typed again; null where the number of tenants was said instead
     * @param grace null for the one of governance
     */
    public record Command(
            TenantId id,
            @Nullable KnownVersions expectedVersion,
            @Nullable String typedSlug,
            @Nullable Duration grace,
            String reason,
            Cause cause) {}

    /** Schedules; refuses while a hold stands, with another slug than the tenant's, and with too short a grace. */
    public Uni<Kept<Tenant>> run(Command command) {
        return terms.current()
                .chain(now -> tenants.change(
                        command.id(),
                        command.expectedVersion(),
                        command.cause(),
                        tenant -> tenant.scheduleDeletion(
                                command.typedSlug(),
                                command.reason(),
                                grace(tenant, command.grace(), now.grace()),
                                clock.instant())));
    }

    private static Duration grace(Tenant tenant, @Nullable Duration asked, Duration governed) {
        if (asked == null) {
            return governed;
        }
        if (tenant.kind() == TenantKind.LIVE && asked.compareTo(governed) < 0) {
            throw TenantRefusals.graceTooShort(governed);
        }
        return asked;
    }
}
