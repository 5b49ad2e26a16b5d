package io.centercontrol.provisioning.exports;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Somebody takes an export away. Who did is noted before the first byte goes out. */
@ApplicationScoped
public class TakeExport {
    private static final Logger LOG = Logger.getLogger(TakeExport.class);

    private final FindExports findExports;
    private final ExportStore exports;
    private final Clock clock;

    TakeExport(FindExports findExports, ExportStore exports, Clock clock) {
        this.findExports = findExports;
        this.exports = exports;
        this.clock = clock;
    }

    /** What is wanted, and by whom. */
    public record Command(TenantId tenant, String service, Actor actor) {}

    /** The export that counts, or the newest where none does yet; refused when there is none. */
    public Uni<StoredExport> run(Command command) {
        return findExports
                .run(command.tenant())
                .map(all -> all.stream()
                        .filter(export -> export.service().equals(command.service()))
                        .findFirst()
                        .orElseThrow(() -> new Refusal.NotFound(
                                        "EXPORT_NOT_FOUND", "No export of this tenant by this service is stored.")
                                .asException()))
                .call(export -> exports.taken(export, command.actor(), clock.instant()))
                .invoke(export -> LOG.infof(
                        "the export of tenant %s by %s (SHA-256 %s) goes to %s",
                        export.tenant(),
                        export.service(),
                        export.sha256(),
                        command.actor().id()));
    }

    /** One piece after the other, from 0; empty after the last. */
    public Uni<Optional<byte[]>> piece(StoredExport export, int no) {
        return exports.piece(export.id(), no);
    }
}
