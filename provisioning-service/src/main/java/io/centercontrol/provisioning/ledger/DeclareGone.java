package io.centercontrol.provisioning.ledger;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.provisioning.ledger.model.Instance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operator vouches that an instance which is not heard any more does not serve either. It stops to count, until it is
 * heard again.
 */
@ApplicationScoped
public class DeclareGone {
    private final FindInstances findInstances;
    private final Instances instances;
    private final LedgerConfig config;
    private final Ids ids;
    private final LedgerSignal signal;

    DeclareGone(FindInstances findInstances, Instances instances, LedgerConfig config, Ids ids, LedgerSignal signal) {
        this.findInstances = findInstances;
        this.instances = instances;
        this.config = config;
        this.ids = ids;
        this.signal = signal;
    }

    /**
     * What is declared.
     *
     * @param service needed only when two services have an instance of this id
     */
    public record Command(String instanceId, @Nullable String service, Cause cause) {}

    /** The declaration's id. Joins the transaction that is open; refused while the instance is heard, or needs no word. */
    public Uni<UUID> run(Command command) {
        return findInstances
                .one(command.instanceId(), command.service())
                .chain(detail -> instances
                        .lock(detail.instance().service(), detail.instance().id())
                        .chain(instance -> {
                            check(instance, detail.now());
                            var eventId = ids.next();
                            return instances
                                    .gone(eventId, instance, command.cause(), detail.now())
                                    .invoke(signal::fire)
                                    .replaceWith(eventId);
                        }));
    }

    private void check(Instance instance, Instant now) {
        if (instance.gone() != null) {
            throw new Refusal.Conflict(
                            "INSTANCE_GONE",
                            "The instance is declared gone already.",
                            Map.of("goneAt", instance.gone().at()))
                    .asException();
        }
        if (instance.stopping()) {
            throw new Refusal.Conflict(
                            "INSTANCE_STOPPED",
                            "The instance stopped in order; it does not count already.",
                            Map.of("stoppedAt", instance.lastHeardAt()))
                    .asException();
        }
        if (!instance.silent(now, config.patience())) {
            throw new Refusal.Conflict(
                            "INSTANCE_IS_HEARD",
                            "The instance is being heard. Stop it; once it is silent for "
                                    + config.patience().toMillis() + " ms it can be declared gone.",
                            Map.of("lastHeardAt", instance.lastHeardAt()))
                    .asException();
        }
    }
}
