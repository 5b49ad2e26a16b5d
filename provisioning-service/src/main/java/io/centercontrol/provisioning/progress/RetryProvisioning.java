package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** An operator wants failed attempts to be repeated now, not after their pause. */
@ApplicationScoped
public class RetryProvisioning {
    private final Operate operate;

    RetryProvisioning(Operate operate) {
        this.operate = operate;
    }

    /**
     * What is wanted.
     *
     * @param service the only service to retry; null for all that wait
     * @param expectedVersion the version that it is based on; null for any
     */
    public record Command(
            TenantId tenant,
            @Nullable String service,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** Refused when the tenant is not known here, the version is another one, or the state does not allow it. */
    public Uni<Written<Provisioning>> run(Command command) {
        return operate.on(
                command.tenant(),
                command.expectedVersion(),
                command.cause(),
                (found, known, now) -> found.retry(command.service(), known, now));
    }
}
