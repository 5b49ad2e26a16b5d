package io.centercontrol.chaos;

import io.centercontrol.chaos.faults.Faults;
import io.centercontrol.chaos.history.Recorder;
import io.centercontrol.chaos.history.Subject;
import io.centercontrol.chaos.lies.Liar;
import io.centercontrol.chaos.lies.Lie;
import io.centercontrol.chaos.lies.Lies;
import io.centercontrol.chaos.load.Changes;
import io.centercontrol.chaos.suite.Suite;
import io.centercontrol.parts.stack.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A run: tenants, work and faults for some minutes, then rest, then stock is taken. */
final class ChaosRun {
    private static final int ORDERS_PER_SECOND = 10;
    private static final int FLAGS = 4;
    private static final Duration PROOF = Duration.ofSeconds(20);

    private final Suite suite;
    private final Recorder recorder;
    private final Progress progress;
    private final Plan plan;

    /**
     * What a run is made of.
     *
     * @param shops how many of the tenants have a customer who orders
     */
    record Plan(long seed, Duration length, int tenants, int shops, int changesPerSecond, Set<Lie> withoutLies) {
        private static final int FEWEST = 22;
        private static final int MORE_A_MINUTE = 18;
        private static final int MOST = 200;
        private static final int MOST_SHOPS = 40;

        /**
         * A plan in which a short run does not spend its time on registrations.
         *
         * @param tenants null for as many as the length deserves
         */
        static Plan of(
                long seed, Duration length, @Nullable Integer tenants, int changesPerSecond, Set<Lie> withoutLies) {
            var deserved = FEWEST + (int) (MORE_A_MINUTE * length.toSeconds() / 60);
            var count = tenants == null ? Math.min(MOST, deserved) : tenants;
            return new Plan(seed, length, count, Math.clamp(count / 2, 1, MOST_SHOPS), changesPerSecond, withoutLies);
        }
    }

    ChaosRun(Suite suite, Recorder recorder, Progress progress, Plan plan) {
        this.suite = suite;
        this.recorder = recorder;
        this.progress = progress;
        this.plan = plan;
    }

    /** Does all of it; the history is complete when this returns. */
    void run() throws IOException, InterruptedException, SQLException {
        var scene = new Scene(suite, recorder, "r", plan.seed());
        progress.say("registering " + plan.tenants() + " tenants");
        scene.populate("chaos", plan.tenants(), plan.shops());
        scene.makeFlags(FLAGS);
        try (var liar = new Liar(suite, scene.beliefs().ids())) {
            progress.say("a tenant service lies");
            var lies = new Lies(suite, recorder, plan.withoutLies());
            lies.onQuietSuite(liar);
            progress.say("breaking things for " + plan.length().toSeconds() + " s, seed " + plan.seed());
            scene.letOneLeave();
            breakAndWork(scene, lies, liar);
            // It stops in order, so that nobody waits for an instance that never was.
            lies.end(liar);
        }
        progress.say("all is healed; waiting for rest");
        var settling = new Settling(scene);
        settling.await();
        progress.say("at rest, but for: " + settling.missing());
        inTheEnd(scene);
        // In order, so that each writes its last position, which its folder must bear out.
        for (var instance : Suite.INSTANCES) {
            suite.stop(instance);
        }
        scene.takeStock();
        recorder.flush();
    }

    private void breakAndWork(Scene scene, Lies lies, Liar liar) throws IOException, InterruptedException {
        var until = System.nanoTime() + plan.length().toNanos();
        var work = new ArrayList<Thread>();
        var changes = new Changes(
                scene.operators(),
                scene.beliefs(),
                plan.changesPerSecond(),
                plan.seed(),
                // Those that somebody orders at stay, and some others do.
                tenant -> !scene.customers().isCustomerOf(tenant) && tenant.hashCode() % 4 == 0,
                scene.ledger()::heard);
        work.add(work(() -> changes.run(until)));
        work.add(work(() -> lies.onAndOn(liar, plan.seed(), until)));
        for (var i = 0; i < Suite.INSTANCES.size(); i++) {
            var instance = Suite.INSTANCES.get(i);
            var seed = plan.seed() + 1 + i;
            work.add(work(() -> scene.customers().run(instance, ORDERS_PER_SECOND, seed, until)));
        }
        new Faults(suite, recorder, progress, plan.seed(), plan.length()).run();
        for (var thread : work) {
            thread.join();
        }
        scene.ledger().await();
    }

    /** Every tenant's newest version is proven, and then every shop is tried at every instance. */
    private void inTheEnd(Scene scene) throws IOException, InterruptedException, SQLException {
        var proofs = new ArrayList<Callable<Boolean>>();
        scene.committed()
                .forEach((tenant, newest) -> proofs.add(() -> {
                    var proven = scene.ledger().prove(Subject.tenant(tenant), newest.eventId(), PROOF);
                    if (proven && scene.customers().isCustomerOf(tenant)) {
                        scene.customers().orderEverywhere(tenant);
                    }
                    return proven;
                }));
        var proven = Scene.together(proofs);
        progress.say("the ledger proves "
                + proven.stream().filter(Boolean::booleanValue).count() + " of " + proven.size() + " newest versions");
    }

    private static Thread work(Work work) {
        return Thread.ofVirtual().start(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private interface Work {
        void run() throws InterruptedException;
    }
}
