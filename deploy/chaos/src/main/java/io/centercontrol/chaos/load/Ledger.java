package io.centercontrol.chaos.load;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Entry.Outcome;
import io.centercontrol.chaos.history.Recorder;
import io.centercontrol.chaos.history.Subject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** Asks the ledger about suspensions of shops, and orders there as soon as it says that nobody can any more. */
public final class Ledger {
    private static final int AT_ONCE = 24;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Platform platform;
    private final Recorder recorder;
    private final Customers customers;
    private final Beliefs beliefs;
    private final Rest rest = new Rest();
    private final Semaphore room = new Semaphore(AT_ONCE);

    public Ledger(Platform platform, Recorder recorder, Customers customers, Beliefs beliefs) {
        this.platform = platform;
        this.recorder = recorder;
        this.customers = customers;
        this.beliefs = beliefs;
    }

    /** Follows a change that a shop may not order after; others are passed over, and so is what there is no room for. */
    public void heard(Entry.Answered answer) {
        var subject = answer.subject();
        var event = answer.eventId();
        if (answer.outcome() != Outcome.ACKNOWLEDGED || subject == null || !subject.isTenant() || event == null) {
            return;
        }
        var tenant = UUID.fromString(subject.key());
        var belief = beliefs.belief(tenant);
        if (belief == null
                || belief.status().equals("ACTIVE")
                || !customers.isCustomerOf(tenant)
                || !room.tryAcquire()) {
            return;
        }
        Thread.ofVirtual().start(() -> {
            try {
                if (prove(subject, event, PATIENCE)) {
                    customers.orderEverywhere(tenant);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                room.release();
            }
        });
    }

    /** Whether the ledger said, in that time, that no instance serves without the event. */
    public boolean prove(Subject subject, UUID event, Duration patience) throws InterruptedException {
        var answer = platform.propagation(rest, event, patience);
        if (!answer.done() || !answer.json().path("effective").asBoolean()) {
            return false;
        }
        recorder.write(new Entry.Proven(
                recorder.now(),
                subject,
                answer.json().path("version").asLong(),
                event,
                answer.json().path("status").asText()));
        return true;
    }

    /** Returns when nothing that was asked before is under way. */
    public void await() throws InterruptedException {
        room.acquire(AT_ONCE);
        room.release(AT_ONCE);
    }
}
