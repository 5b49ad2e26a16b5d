package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Written;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** A tenant gets a variant whatever its plan and the targeting say. */
@ApplicationScoped
public class PutTenantOverride {
    private final ReviseFlag reviseFlag;
    private final Everyone everyone;

    PutTenantOverride(ReviseFlag reviseFlag, Everyone everyone) {
        this.reviseFlag = reviseFlag;
        this.everyone = everyone;
    }

    /** Who gets which variant. */
    public record Command(
            String key,
            TenantId tenant,
            String variant,
            Permit permit,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** Puts it in place of one before. Refuses a tenant that there is not, as far as this instance can tell. */
    public Uni<Written<Flag>> run(Command command) {
        if (everyone.isReady() && everyone.find(command.tenant()).isEmpty()) {
            return Uni.createFrom()
                    .failure(new Refusal.NotFound("TENANT_NOT_FOUND", "There is no tenant " + command.tenant() + ".")
                            .asException());
        }
        return reviseFlag.run(new ReviseFlag.Command(
                command.key(),
                content -> content.withTenantOverride(command.tenant(), command.variant()),
                command.permit(),
                command.expectedVersion(),
                command.cause()));
    }
}
