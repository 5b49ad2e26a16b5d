package io.centercontrol.tenants;

import io.centercontrol.governance.Admission;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Governance's say on deletion. */
@ApplicationScoped
class GovernedTerms implements DeletionTerms.Source {
    private final Admission governance;

    GovernedTerms(Admission governance) {
        this.governance = governance;
    }

    @Override
    public Uni<DeletionTerms> current() {
        return governance
                .terms()
                .map(terms -> new DeletionTerms(
                        terms.deletionGrace(), terms.slugCoolDown(), terms.exportRetention(), terms.tombstoneAfter()));
    }
}
