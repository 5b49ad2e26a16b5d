package io.centercontrol.usage.accept;

import io.centercontrol.kit.provision.ErasesTenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** A tenant is erased: its figures go, and nothing is counted for it any more. */
@ApplicationScoped
public class ForgetTenant implements ErasesTenant {
    private final Ledger ledger;

    ForgetTenant(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Uni<Void> run(Command command) {
        return ledger.forget(command.tenant());
    }
}
