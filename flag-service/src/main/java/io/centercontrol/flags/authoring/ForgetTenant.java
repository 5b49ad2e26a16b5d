package io.centercontrol.flags.authoring;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A tenant is erased: no flag names it any more, and none ever does again. */
@ApplicationScoped
public class ForgetTenant {
    private final Transactions transactions;
    private final Flags flags;
    private final Clock clock;

    ForgetTenant(Transactions transactions, Flags flags, Clock clock) {
        this.transactions = transactions;
        this.flags = flags;
        this.clock = clock;
    }

    /** Whom. */
    public record Command(TenantId tenant, Cause cause) {}

    /** Never refuses; nothing to forget is fine. */
    public Uni<Void> run(Command command) {
        var now = clock.instant();
        return transactions.run(() -> flags.forget(
                        command.tenant(),
                        command.cause(),
                        (flag, evaluators) -> flag.forget(command.tenant(), evaluators, now))
                .replaceWithVoid());
    }
}
