package io.centercontrol.chaos;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Recorder;
import io.centercontrol.chaos.load.Customers;
import io.centercontrol.chaos.load.Ledger;
import io.centercontrol.chaos.load.Operators;
import io.centercontrol.chaos.load.Platform;
import io.centercontrol.chaos.load.Rest;
import io.centercontrol.chaos.load.Tenants;
import io.centercontrol.chaos.observe.Observer;
import io.centercontrol.chaos.suite.Suite;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A started suite with some tenants in it, everybody who works there, and the history that all of them write. */
public final class Scene {
    private static final int AT_ONCE = 8;
    private static final Duration POPULATED = Duration.ofMinutes(4);
    private static final long LOOK_MILLIS = 500;
    private static final int REGISTRATION_TRIES = 10;

    private final Suite suite;
    private final Recorder recorder;
    private final Platform platform;
    private final Tenants tenants = new Tenants();
    private final Operators operators;
    private final Customers customers;
    private final Ledger ledger;
    private final Observer observer;
    private final long begunMillis = System.currentTimeMillis();

    /** @param run letters and digits that no other scene on the same suite has */
    public Scene(Suite suite, Recorder recorder, String run, long seed) {
        this.suite = suite;
        this.recorder = recorder;
        this.platform = new Platform(suite);
        this.operators = new Operators(platform, recorder, tenants, run);
        this.customers = new Customers(platform, recorder);
        this.ledger = new Ledger(platform, recorder, customers, tenants);
        this.observer = new Observer(suite);
        recorder.write(new Entry.Begun(seed, Instant.now().toString()));
    }

    public Suite suite() {
        return suite;
    }

    public Recorder recorder() {
        return recorder;
    }

    public Tenants tenants() {
        return tenants;
    }

    public Operators operators() {
        return operators;
    }

    public Customers customers() {
        return customers;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Observer observer() {
        return observer;
    }

    /** Registers tenants, waits until they are ACTIVE, and signs a customer up at the first of their shops. */
    public void populate(String prefix, int count, int shops) throws IOException, InterruptedException, SQLException {
        var registrations = new ArrayList<Callable<Entry.Answered>>();
        for (var i = 0; i < count; i++) {
            var slug = prefix + "-" + i;
            var client = i % AT_ONCE;
            registrations.add(() -> register(new Rest(), client, operators.registration(slug)));
        }
        for (var answer : together(registrations)) {
            if (answer.outcome() != Entry.Outcome.ACKNOWLEDGED) {
                throw new IOException("a quiet suite does not register tenants: " + answer);
            }
        }
        awaitActive();
        var signUps = new ArrayList<Callable<Boolean>>();
        for (var tenant : tenants.ids().subList(0, Math.min(shops, tenants.ids().size()))) {
            signUps.add(() -> signUp(tenant));
        }
        together(signUps);
    }

    /** Writes down all that every place holds of this scene's tenants. */
    public void takeStock() throws IOException, SQLException, InterruptedException {
        var mine = new HashSet<>(tenants.ids());
        observer.takeStock(recorder, mine::contains, begunMillis);
    }

    /** Every tenant of this scene as the owner holds it. */
    public Map<UUID, Observer.Committed> committed() throws SQLException {
        var mine = Set.copyOf(tenants.ids());
        var all = observer.committed();
        all.keySet().retainAll(mine);
        return all;
    }

    /** A machine that is busy with a suite's first steps may need more than one question. */
    private Entry.Answered register(Rest rest, int client, Operators.Wish wish) throws InterruptedException {
        var answer = operators.ask(rest, client, wish);
        for (var again = 1; answer.outcome() == Entry.Outcome.UNKNOWN && again < REGISTRATION_TRIES; again++) {
            answer = operators.ask(rest, client, wish);
        }
        return answer;
    }

    private void awaitActive() throws SQLException, InterruptedException, IOException {
        var deadline = System.nanoTime() + POPULATED.toNanos();
        while (true) {
            var committed = committed();
            committed.forEach((id, tenant) -> tenants.saw(id, tenant.version(), tenant.status()));
            if (committed.values().stream().allMatch(tenant -> tenant.status().equals("ACTIVE"))) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("a quiet suite does not bring its tenants to ACTIVE");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private boolean signUp(UUID tenant) throws InterruptedException {
        for (var attempt = 1; ; attempt++) {
            try {
                customers.join(tenant);
                return true;
            } catch (IllegalStateException e) {
                // The instance may be some moments behind.
                if (attempt == 20) {
                    throw e;
                }
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }

    /** Runs all of them, some at a time, and gives what they gave. */
    static <T> List<T> together(List<Callable<T>> work) throws IOException, InterruptedException {
        try (var threads = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().daemon().name("together").factory())) {
            var results = new ArrayList<T>();
            for (Future<T> future : threads.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        }
    }
}
