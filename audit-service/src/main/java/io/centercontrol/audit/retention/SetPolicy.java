package io.centercontrol.audit.retention;

import io.centercontrol.audit.retention.model.Bounds;
import io.centercontrol.audit.retention.model.Days;
import io.centercontrol.audit.retention.model.Policy;
import io.centercontrol.audit.retention.model.PolicyKey;
import io.centercontrol.audit.retention.model.RetentionRefusals;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Expected;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** An administrator says how long what is personal is kept, or that nothing is said of it any more. */
@ApplicationScoped
public class SetPolicy {
    private static final Duration SHORTEST = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(36_525);

    private final Passage passage;
    private final Policies policies;
    private final Governed governed;
    private final Audit audit;
    private final Clock clock;

    SetPolicy(Passage passage, Policies policies, Governed governed, Audit audit, Clock clock) {
        this.passage = passage;
        this.policies = policies;
        this.governed = governed;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param period null to remove the policy
     * @param cause with a reason
     */
    public record Command(PolicyKey key, @Nullable Duration period, Expected expected, Cause cause) {}

    /**
     * The policy as it stands then, or as it was when it is removed; the same again makes no new version. Refuses what governance does
     * not allow.
     */
    public Uni<Policy> run(Command command) {
        var period = command.period();
        if (period != null) {
            check(period);
        }
        return passage.run(session -> policies.find(command.key()).chain(found -> {
            check(command, found);
            return period == null
                    ? remove(session, command, found.orElseThrow(() -> RetentionRefusals.noPolicy(command.key())))
                    : governed.bounds().chain(bounds -> set(session, command, period, found, bounds));
        }));
    }

    private static void check(Duration period) {
        if (period.compareTo(SHORTEST) < 0 || period.compareTo(LONGEST) > 0 || period.getNano() != 0) {
            throw RetentionRefusals.noPeriod();
        }
    }

    private static void check(Command command, Optional<Policy> found) {
        switch (command.expected()) {
            case Expected.Nothing() ->
                found.ifPresent(policy -> {
                    throw RetentionRefusals.policyExists(policy);
                });
            case Expected.AtVersion(var known) -> {
                var policy = found.orElseThrow(() -> RetentionRefusals.noPolicy(command.key()));
                known.check("The policy " + policy.key().id(), policy.version());
            }
            case Expected.Anything() -> {}
        }
    }

    private Uni<Policy> set(
            Mutiny.Session session, Command command, Duration period, Optional<Policy> found, Bounds bounds) {
        if (!bounds.allow(period)) {
            throw RetentionRefusals.outOfBounds(bounds);
        }
        if (found.isPresent() && found.get().period().equals(period)) {
            return Uni.createFrom().item(found.get());
        }
        var policy = new Policy(
                command.key(),
                period,
                found.map(Policy::version).orElse(0L) + 1,
                Objects.requireNonNull(command.cause().reason(), "a policy has a reason"),
                command.cause().actor(),
                clock.instant());
        return policies.put(policy)
                .chain(() -> audit.record(
                        session,
                        entry("retention-policy.set", command)
                                .with(
                                        "before",
                                        found.map(one -> Days.text(one.period()))
                                                .orElse(null))
                                .with("after", Days.text(period))))
                .replaceWith(policy);
    }

    private Uni<Policy> remove(Mutiny.Session session, Command command, Policy policy) {
        return policies.remove(policy.key())
                .chain(() -> audit.record(
                        session, entry("retention-policy.removed", command).with("before", Days.text(policy.period()))))
                .replaceWith(policy);
    }

    private static AuditEntry entry(String action, Command command) {
        var key = command.key();
        var entry = AuditEntry.of(action, AuditEntry.Category.AUDIT).to("retention-policy", key.id());
        return (key.tenant() == null ? entry : entry.about(key.tenant())).because(command.cause());
    }
}
