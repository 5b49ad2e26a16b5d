package io.centercontrol.provisioning.ledger.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * What the ledger takes for granted.
 *
 * @param patience how long an instance may be silent before it counts as unreachable
 * @param leaseMargin added to each lease for steps of a clock
 * @param leaseDriftPerMille added to each lease, in thousandths of it, for clocks that do not run at the same rate
 * @param kept how long events are kept
 * @param leasedTopics the topics whose end instances must have reached for their leases; a lease proves nothing of others
 * @param mostInstances how many of one service are followed
 */
public record LedgerTerms(
        Duration patience,
        Duration leaseMargin,
        int leaseDriftPerMille,
        Duration kept,
        Set<String> leasedTopics,
        int mostInstances) {
    public LedgerTerms {
        leasedTopics = Set.copyOf(leasedTopics);
    }

    /**
     * From when on an instance that is not past an event refuses.
     *
     * <p>An instance's lease runs from the moment at which it sent the request that found the log's end. One that is not past
     * the event was told an end before it, so it sent that request before the event could be read by everybody, which was at
     * the latest when the ledger had read it. Hence the lease is over when it has passed once since then. This needs no word
     * from the instance, and compares two readings of one clock.
     */
    public Instant leaseOutAt(LedgerEvent event, Duration lease) {
        var drift = lease.multipliedBy(leaseDriftPerMille).dividedBy(1_000);
        var from = event.seenAt().isAfter(event.appendedAt()) ? event.seenAt() : event.appendedAt();
        return from.plus(lease).plus(drift).plus(leaseMargin);
    }
}
