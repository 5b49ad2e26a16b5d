package io.centercontrol.chaos.faults;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Recorder;
import io.centercontrol.chaos.suite.Suite;
import io.centercontrol.chaos.suite.TcpProxy;
import io.centercontrol.parts.stack.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Breaks a suite by plan. */
public final class Faults {
    private final Suite suite;
    private final Recorder recorder;
    private final Progress progress;
    private final List<Fault> plan;
    private final List<Thread> running = new ArrayList<>();

    /** Draws the plan for a run of that length. */
    public Faults(Suite suite, Recorder recorder, Progress progress, long seed, Duration length) {
        this.suite = suite;
        this.recorder = recorder;
        this.progress = progress;
        this.plan = FaultPlan.draw(seed, length, suite.processes(), suite.hops().processes(), suite.kept());
    }

    /** Breaks by plan; returns when everything is healed again. */
    public void run() throws IOException, InterruptedException {
        var begun = System.nanoTime();
        for (var fault : plan) {
            var left = fault.after().toMillis() - (System.nanoTime() - begun) / 1_000_000;
            if (left > 0) {
                Thread.sleep(left);
            }
            running.add(Thread.ofVirtual().start(() -> carryOut(fault)));
        }
        for (var thread : running) {
            thread.join();
        }
        suite.resume();
        suite.hops().heal();
    }

    private void carryOut(Fault fault) {
        var at = recorder.now();
        try {
            progress.say("fault: " + fault.kind() + " " + fault.target()
                    + (fault.lasts().isZero() ? "" : " for " + fault.lasts().toMillis() + " ms"));
            switch (fault.kind()) {
                case KILL -> suite.kill(fault.target());
                case PAUSE -> {
                    suite.pause(fault.target());
                    Thread.sleep(fault.lasts());
                    suite.resume(fault.target());
                }
                case CUT -> {
                    suite.hops().of(fault.target()).forEach(TcpProxy::cut);
                    Thread.sleep(fault.lasts());
                    suite.hops().of(fault.target()).forEach(TcpProxy::heal);
                }
                case DELAY -> {
                    suite.hops().of(fault.target()).forEach(proxy -> proxy.delay(fault.by()));
                    Thread.sleep(fault.lasts());
                    suite.hops().of(fault.target()).forEach(TcpProxy::heal);
                }
                case DROP_SLOT -> suite.databases().dropSlot(fault.target());
                case RESTART_ALL -> {
                    for (var process : suite.processes()) {
                        suite.kill(process);
                    }
                }
            }
            recorder.write(new Entry.Broken(at, fault.kind().name(), fault.target(), recorder.now() - at));
        } catch (IOException | SQLException e) {
            progress.say("cannot " + fault.kind() + " " + fault.target() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
