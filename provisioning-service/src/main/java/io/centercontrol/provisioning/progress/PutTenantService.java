package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.provisioning.progress.model.Effect;
import io.centercontrol.provisioning.progress.model.Serves;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.centercontrol.schemas.PlatformService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a tenant service known, or changes what is known of it. */
@ApplicationScoped
public class PutTenantService {
    private final TenantServices services;
    private final Provisionings provisionings;
    private final Clock clock;

    PutTenantService(TenantServices services, Provisionings provisionings, Clock clock) {
        this.services = services;
        this.provisionings = provisionings;
        this.clock = clock;
    }

    /**
     * What is wanted.
     *
     * @param create true to make it known; then it must not be known yet
     * @param expectedVersion for a change: the version that it is based on; null for any
     */
    public record Command(
            String key,
            String name,
            boolean required,
            Duration attemptTimeout,
            Duration firstBackoff,
            Duration mostBackoff,
            Serves serves,
            boolean create,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** Refused when a value breaks a rule; for what must be right before anything else is made of it. */
    public void check(Command command) {
        introduction(command);
        if (!command.serves().everybody() && PlatformService.reporting().contains(command.key())) {
            throw new Refusal.Conflict(
                            "PLATFORM_SERVICE",
                            "'" + command.key() + "' is a service of the platform itself, which serves every tenant.",
                            Map.of("service", command.key()))
                    .asException();
        }
    }

    /** What it comes to for living tenants, as the service stands in the transaction that is open. */
    public Uni<Effect> effect(TenantService service) {
        return provisionings.effect(service, clock.instant());
    }

    /** Refused when it is known though it should not be, or the other way round, or of another version. */
    public Uni<Written<TenantService>> run(Command command) {
        return services.put(
                command.key(), command.cause(), found -> found == null ? introduced(command) : revised(found, command));
    }

    private Change<TenantService> introduced(Command command) {
        if (!command.create()) {
            throw new Refusal.NotFound(
                            "TENANT_SERVICE_NOT_FOUND",
                            "There is no tenant service '" + command.key()
                                    + "'. Send If-None-Match: * to make it known.")
                    .asException();
        }
        return introduction(command);
    }

    private Change<TenantService> introduction(Command command) {
        return TenantService.introduce(
                command.key(),
                command.name(),
                command.required(),
                command.attemptTimeout(),
                command.firstBackoff(),
                command.mostBackoff(),
                command.serves(),
                clock.instant());
    }

    private @Nullable Change<TenantService> revised(TenantService found, Command command) {
        if (command.create()) {
            throw new Refusal.Stale(
                            "TENANT_SERVICE_EXISTS",
                            "The tenant service '" + command.key() + "' is known already. Send If-Match to change it.",
                            KnownVersions.of(0),
                            found.version())
                    .asException();
        }
        KnownVersions.check(command.expectedVersion(), found);
        return found.revise(
                        command.name(),
                        command.required(),
                        command.attemptTimeout(),
                        command.firstBackoff(),
                        command.mostBackoff(),
                        command.serves(),
                        clock.instant())
                .orElse(null);
    }
}
