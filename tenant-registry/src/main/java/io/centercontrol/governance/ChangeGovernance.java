package io.centercontrol.governance;

import io.centercontrol.governance.model.Terms;
import io.centercontrol.governance.model.TermsRules;
import io.centercontrol.kernel.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * An admin sets the platform's terms. A limit may be set below what exists: nothing is taken away, but nothing is added
 * until there is room.
 */
@ApplicationScoped
public class ChangeGovernance {
    private final Governances governances;
    private final Clock clock;

    ChangeGovernance(Governances governances, Clock clock) {
        this.governances = governances;
        this.clock = clock;
    }

    /** What is asked for, and why. */
    public record Command(Terms terms, @Nullable Long expectedVersion, Cause cause) {}

    /** Changes; the same terms make no new version. */
    public Uni<Saved> run(Command command) {
        TermsRules.check(command.terms());
        return governances.change(
                command.expectedVersion(),
                command.cause(),
                governance -> governance.change(command.terms(), clock.instant()));
    }
}
