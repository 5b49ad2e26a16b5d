package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.KillSwitch;
import io.centercontrol.flags.authoring.model.KillSwitch.Reach;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.time.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something must stop: a flag is held at its off variant for everyone, or for tenants and plans. */
@ApplicationScoped
public class SetKillSwitch {
    private final Flags flags;
    private final Ids ids;
    private final Clock clock;

    SetKillSwitch(Flags flags, Ids ids, Clock clock) {
        this.flags = flags;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Whom it hits, and until when.
     *
     * @param reason in the cause too; people who find the flag off read it
     * @param expiresAt null for until somebody lifts it
     */
    public record Command(
            String key,
            Reach reach,
            String reason,
            @Nullable Instant expiresAt,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** What became of the flag, and the switch that was set. */
    public record Outcome(Written<Flag> altered, KillSwitch killSwitch) {}

    /** Sets it; needs nobody's approval. */
    public Uni<Outcome> run(Command command) {
        var now = clock.instant();
        var added = new KillSwitch(
                ids.next(),
                command.reach(),
                command.reason(),
                command.cause().actor().id(),
                now,
                command.expiresAt());
        return flags.change(
                        command.key(),
                        command.expectedVersion(),
                        command.cause(),
                        (flag, evaluators) -> flag.kill(added, evaluators, now))
                .map(altered -> new Outcome(altered, added));
    }
}
