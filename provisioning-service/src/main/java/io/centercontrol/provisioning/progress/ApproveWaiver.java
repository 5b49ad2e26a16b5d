package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** A second person agrees that a tenant's deletion goes on without the word of a service. */
@ApplicationScoped
public class ApproveWaiver {
    private final Operate operate;

    ApproveWaiver(Operate operate) {
        this.operate = operate;
    }

    /**
     * What is wanted.
     *
     * @param service key of the service whose word is not waited for
     * @param expectedVersion the version that it is based on; null for any
     */
    public record Command(
            TenantId tenant, String service, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Refused when none waits, or when it is the one who asked for it. */
    public Uni<Written<Provisioning>> run(Command command) {
        return operate.on(
                command.tenant(),
                command.expectedVersion(),
                command.cause(),
                (found, known, now) -> found.approveWaiver(
                        command.service(), command.cause().actor().id(), now));
    }
}
