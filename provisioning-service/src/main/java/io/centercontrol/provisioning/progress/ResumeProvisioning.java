package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** An operator lets the attempts at one tenant go on. */
@ApplicationScoped
public class ResumeProvisioning {
    private final Operate operate;

    ResumeProvisioning(Operate operate) {
        this.operate = operate;
    }

    /**
     * What is wanted.
     *
     * @param expectedVersion the version that it is based on; null for any
     */
    public record Command(TenantId tenant, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Refused when the tenant is not known here, the version is another one, or the state does not allow it. */
    public Uni<Written<Provisioning>> run(Command command) {
        return operate.on(
                command.tenant(),
                command.expectedVersion(),
                command.cause(),
                (found, known, now) -> found.resume(known, now));
    }
}
