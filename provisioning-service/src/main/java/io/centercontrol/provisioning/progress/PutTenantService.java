package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes a tenant service known, or changes what is known of it. */
@ApplicationScoped
public class PutTenantService {
    private final Transactions transactions;
    private final TenantServices services;
    private final Clock clock;

    PutTenantService(Transactions transactions, TenantServices services, Clock clock) {
        this.transactions = transactions;
        this.services = services;
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
            boolean create,
            @Nullable Long expectedVersion,
            Cause cause) {}

    /**
     * The result.
     *
     * @param saved with the event that told of this version; an earlier one when nothing had to be changed
     */
    public record Result(Saved<TenantService> saved, boolean created) {}

    /** Refused when a value breaks a rule; for what must be right before anything else is made of it. */
    public void check(Command command) {
        introduction(command);
    }

    /** Refused when it is known though it should not be, or the other way round, or of another version. */
    public Uni<Result> run(Command command) {
        return transactions.run(() -> services.lock(command.key())
                .chain(found -> found.isEmpty() ? introduce(command) : revise(found.get(), command)));
    }

    private Uni<Result> introduce(Command command) {
        if (!command.create()) {
            throw new Refusal.NotFound(
                            "TENANT_SERVICE_NOT_FOUND",
                            "There is no tenant service '" + command.key()
                                    + "'. Send If-None-Match: * to make it known.")
                    .asException();
        }
        return save(introduction(command), true, true, command.cause());
    }

    private static Change<TenantService> introduction(Command command) {
        return TenantService.introduce(
                command.key(),
                command.name(),
                command.required(),
                command.attemptTimeout(),
                command.firstBackoff(),
                command.mostBackoff());
    }

    private Uni<Result> revise(Saved<TenantService> saved, Command command) {
        var found = saved.state();
        if (command.create()) {
            throw new Refusal.Stale(
                            "TENANT_SERVICE_EXISTS",
                            "The tenant service '" + command.key() + "' is known already. Send If-Match to change it.",
                            0,
                            found.version())
                    .asException();
        }
        var expected = command.expectedVersion();
        if (expected != null && expected != found.version()) {
            throw new Refusal.Stale(
                            "STALE_VERSION",
                            "The tenant service has changed since. Read it again and decide anew.",
                            expected,
                            found.version())
                    .asException();
        }
        return found.revise(
                        command.name(),
                        command.required(),
                        command.attemptTimeout(),
                        command.firstBackoff(),
                        command.mostBackoff())
                .map(change -> save(change, false, change.next().required() != found.required(), command.cause()))
                .orElseGet(() -> Uni.createFrom().item(new Result(saved, false)));
    }

    private Uni<Result> save(Change<TenantService> change, boolean created, boolean newGeneration, Cause cause) {
        return services.save(change, newGeneration, cause, clock.instant()).map(saved -> new Result(saved, created));
    }
}
