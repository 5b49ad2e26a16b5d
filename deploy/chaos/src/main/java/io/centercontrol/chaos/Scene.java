package io.centercontrol.chaos;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Recorder;
import io.centercontrol.chaos.history.Subject;
import io.centercontrol.chaos.load.Beliefs;
import io.centercontrol.chaos.load.Customers;
import io.centercontrol.chaos.load.Ledger;
import io.centercontrol.chaos.load.Operators;
import io.centercontrol.chaos.load.Platform;
import io.centercontrol.chaos.load.Rest;
import io.centercontrol.chaos.load.Wish;
import io.centercontrol.chaos.observe.Observer;
import io.centercontrol.chaos.suite.Suite;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A started suite with some tenants in it, everybody who works there, and the history that all of them write. */
public final class Scene {
    private static final int AT_ONCE = 8;
    private static final Duration POPULATED = Duration.ofMinutes(4);
    private static final long LOOK_MILLIS = 500;
    private static final int REGISTRATION_TRIES = 10;

    private final Suite suite;
    private final Recorder recorder;
    private final Platform platform;
    private final Beliefs beliefs = new Beliefs();
    private final Operators operators;
    private final Customers customers;
    private final Ledger ledger;
    private final Observer observer;
    private final String run;
    private final long begunMillis = System.currentTimeMillis();

    /** @param run letters and digits that no other scene on the same suite has */
    public Scene(Suite suite, Recorder recorder, String run, long seed) {
        this.suite = suite;
        this.run = run;
        this.recorder = recorder;
        this.platform = new Platform(suite);
        this.operators = new Operators(platform, recorder, beliefs, run);
        this.customers = new Customers(platform, recorder);
        this.ledger = new Ledger(platform, recorder, customers, beliefs);
        this.observer = new Observer(suite);
        recorder.write(new Entry.Begun(seed, Instant.now().toString()));
    }

    public Suite suite() {
        return suite;
    }

    public Recorder recorder() {
        return recorder;
    }

    public Beliefs beliefs() {
        return beliefs;
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
            registrations.add(() -> insist(new Rest(), client, operators.registration(slug)));
        }
        for (var answer : together(registrations)) {
            if (answer.outcome() != Entry.Outcome.ACKNOWLEDGED) {
                throw new IOException("a quiet suite does not register tenants: " + answer);
            }
        }
        awaitActive();
        var looks = new ArrayList<Callable<Boolean>>();
        for (var tenant : beliefs.ids()) {
            looks.add(() -> {
                operators.look(new Rest(), Subject.tenant(tenant));
                return true;
            });
        }
        together(looks);
        var signUps = new ArrayList<Callable<Boolean>>();
        for (var tenant : beliefs.ids().subList(0, Math.min(shops, beliefs.ids().size()))) {
            signUps.add(() -> signUp(tenant));
        }
        together(signUps);
    }

    /** Makes so many flags. */
    public void makeFlags(int count) throws IOException, InterruptedException {
        for (var i = 0; i < count; i++) {
            var answer = insist(new Rest(), 0, operators.flag(flagPrefix() + i));
            if (answer.outcome() != Entry.Outcome.ACKNOWLEDGED) {
                throw new IOException("a quiet suite does not make flags: " + answer);
            }
        }
    }

    /** Deletes a tenant for good that nobody orders at, so that every run has one; nothing when there is none. */
    public void letOneLeave() throws IOException, InterruptedException {
        var tenant = beliefs.ids().getLast();
        if (customers.isCustomerOf(tenant)) {
            return;
        }
        for (var wish : operators.farewell(tenant)) {
            var answer = insist(new Rest(), 0, wish);
            if (answer.outcome() != Entry.Outcome.ACKNOWLEDGED) {
                throw new IOException("a quiet suite lets nobody leave: " + answer);
            }
        }
    }

    /** Writes down all that every place holds of this scene's tenants and flags. */
    public void takeStock() throws IOException, SQLException, InterruptedException {
        observer.takeStock(recorder, mine(), begunMillis);
    }

    /** Whether a subject is one of this scene's tenants, or of its flags, or something that one of its tenants has. */
    Predicate<Subject> mine() {
        var tenants = beliefs.ids().stream().map(UUID::toString).collect(Collectors.toSet());
        return subject -> subject.key().startsWith(flagPrefix())
                // Of a limit, the key is tenant/<id>/<class>.
                || Stream.of(subject.key().split("/", 3)).anyMatch(tenants::contains);
    }

    private String flagPrefix() {
        return "chaos-" + run + "-";
    }

    /** Every tenant of this scene as the owner holds it. */
    public Map<UUID, Observer.Committed> committed() throws SQLException {
        var mine = Set.copyOf(beliefs.ids());
        var all = observer.committed();
        all.keySet().retainAll(mine);
        return all;
    }

    /** A machine that is busy with a suite's first steps may need more than one question. */
    private Entry.Answered insist(Rest rest, int client, Wish wish) throws InterruptedException {
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
            committed.forEach((id, tenant) -> beliefs.saw(id, tenant.version(), tenant.status()));
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
