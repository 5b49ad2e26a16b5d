package io.centercontrol.provisioning.ledger;

import io.centercontrol.provisioning.ledger.model.LedgerTerms;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What the ledger follows and takes for granted. */
@ConfigMapping(prefix = "cc.ledger")
public interface LedgerConfig {
    /** Names of the state topics, as they are in this environment, that every instance of the data plane follows. */
    List<String> topics();

    /** Those of them whose end an instance must have reached to renew its lease; its SDK says which. */
    List<String> leasedTopics();

    /** How long an instance may be silent before it counts as unreachable; instances write once a second. */
    @WithDefault("5s")
    Duration patience();

    /** Added to each lease before it counts as run out, for steps of the database's clock. */
    @WithDefault("250ms")
    Duration leaseMargin();

    /** Added to each lease, in thousandths of it, for clocks that do not run at the same rate. */
    @WithDefault("1")
    int leaseDriftPerMille();

    /** How long events and positions are kept. */
    @WithDefault("30d")
    Duration kept();

    /** How often what is no longer kept is removed. */
    @WithDefault("10m")
    Duration pruneEvery();

    /** Most requests that wait for an event at a time; further ones are answered at once with what is known. */
    @WithDefault("2000")
    int mostWaiting();

    /**
     * Most instances of one service that are followed, and most ended ones that are kept. A service that has so many is never
     * said to have applied a change: there may be others.
     */
    @WithDefault("1000")
    int mostInstances();

    /** The same for the model. */
    default LedgerTerms terms() {
        return new LedgerTerms(
                patience(), leaseMargin(), leaseDriftPerMille(), kept(), Set.copyOf(leasedTopics()), mostInstances());
    }
}
