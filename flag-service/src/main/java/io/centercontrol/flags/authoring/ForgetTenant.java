package io.centercontrol.flags.authoring;

import io.centercontrol.kit.provision.ErasesTenant;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A tenant is erased: no flag names it any more, and none ever does again. */
@ApplicationScoped
public class ForgetTenant implements ErasesTenant {
    private final Transactions transactions;
    private final Flags flags;
    private final Clock clock;

    ForgetTenant(Transactions transactions, Flags flags, Clock clock) {
        this.transactions = transactions;
        this.flags = flags;
        this.clock = clock;
    }

    @Override
    public Uni<Void> run(Command command) {
        var now = clock.instant();
        return transactions.run(() -> flags.forget(
                        command.tenant(),
                        command.cause(),
                        (flag, evaluators) -> flag.forget(command.tenant(), evaluators, now))
                .replaceWithVoid());
    }
}
