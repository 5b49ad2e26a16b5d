package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Written;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A tenant gets again what its plan or the targeting says. */
@ApplicationScoped
public class DropTenantOverride {
    private final Flags flags;
    private final Clock clock;

    DropTenantOverride(Flags flags, Clock clock) {
        this.flags = flags;
        this.clock = clock;
    }

    /** Whose. */
    public record Command(
            String key,
            TenantId tenant,
            Permit permit,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** Drops; refuses when there is no such override. */
    public Uni<Written<Flag>> run(Command command) {
        return flags.change(
                command.key(),
                command.expectedVersion(),
                command.cause(),
                (flag, evaluators) ->
                        flag.dropOverride(command.tenant(), command.permit(), evaluators, clock.instant()));
    }
}
