package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Somebody wants a tenant's deletion to go on without the word of a service that will not give it. */
@ApplicationScoped
public class AskWaiver {
    private final Operate operate;

    AskWaiver(Operate operate) {
        this.operate = operate;
    }

    /**
     * What is wanted.
     *
     * @param service key of the service whose word is not waited for
     * @param reason stands in the certificate
     * @param expectedVersion the version that it is based on; null for any
     */
    public record Command(
            TenantId tenant,
            String service,
            String reason,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** Refused when the deletion does not wait for the service, or one was asked for already. */
    public Uni<Written<Provisioning>> run(Command command) {
        return operate.on(
                command.tenant(),
                command.expectedVersion(),
                command.cause(),
                (found, known, now) -> found.askWaiver(
                        command.service(),
                        command.reason(),
                        command.cause().actor().id(),
                        now));
    }
}
