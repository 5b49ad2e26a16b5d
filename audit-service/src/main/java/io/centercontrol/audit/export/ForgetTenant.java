package io.centercontrol.audit.export;

import io.centercontrol.kit.provision.ErasesTenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** A tenant's data is erased: no file that could tell of it is kept, and what is being written begins anew without it. */
@ApplicationScoped
public class ForgetTenant implements ErasesTenant {
    private static final Logger LOG = Logger.getLogger(ForgetTenant.class);

    private final ExportStore exports;
    private final Clock clock;

    ForgetTenant(ExportStore exports, Clock clock) {
        this.exports = exports;
        this.clock = clock;
    }

    @Override
    public Uni<Void> run(Command command) {
        return exports.forget(command.tenant(), clock.instant())
                .invoke(count -> {
                    if (count > 0) {
                        LOG.infof(
                                "%d exports went with the tenant %s: they can be made again", count, command.tenant());
                    }
                })
                .replaceWithVoid();
    }
}
