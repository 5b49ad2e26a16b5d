package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Written;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** All tenants of a plan get a variant whatever the targeting says. */
@ApplicationScoped
public class PutPlanOverride {
    private final ReviseFlag reviseFlag;

    PutPlanOverride(ReviseFlag reviseFlag) {
        this.reviseFlag = reviseFlag;
    }

    /** Who gets which variant. */
    public record Command(
            String key,
            String plan,
            String variant,
            Permit permit,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** Puts it in place of one before. */
    public Uni<Written<Flag>> run(Command command) {
        return reviseFlag.run(new ReviseFlag.Command(
                command.key(),
                content -> content.withPlanOverride(command.plan(), command.variant()),
                command.permit(),
                command.expectedVersion(),
                command.cause()));
    }
}
