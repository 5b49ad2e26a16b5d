package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Written;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A flag's content becomes another: by hand, by an approved change request, by an import. */
@ApplicationScoped
public class ReviseFlag {
    private final Flags flags;
    private final Clock clock;

    ReviseFlag(Flags flags, Clock clock) {
        this.flags = flags;
        this.clock = clock;
    }

    /**
     * What becomes of the content.
     *
     * @param edit gives the content that shall be from the one that is, under the flag's lock
     */
    public record Command(
            String key,
            UnaryOperator<FlagContent> edit,
            Permit permit,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** Revises; the same makes no new version. Refuses what needs an approval and has none. */
    public Uni<Written<Flag>> run(Command command) {
        return flags.change(command.key(), command.expectedVersion(), command.cause(), (flag, evaluators) -> {
            var given = command.edit().apply(flag.content());
            // What was approved was looked at when it was proposed.
            if (command.permit() != Permit.APPROVED) {
                flag.mustBeMeant(given, evaluators);
            }
            return flag.revise(given, command.permit(), evaluators, clock.instant());
        });
    }
}
