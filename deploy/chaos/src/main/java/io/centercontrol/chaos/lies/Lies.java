package io.centercontrol.chaos.lies;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Recorder;
import io.centercontrol.chaos.suite.Suite;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Lets the liar lie: first while nothing else is wrong, when it can be seen whether anybody falls, and then on and on while
 * everything breaks.
 */
public final class Lies {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AFTERWARDS = Duration.ofSeconds(3);
    private static final long LOOK_MILLIS = 250;
    /** It is there to lie, and not to be a load: a sweep over every bucket of every topic is 1,536 records for each owner. */
    private static final long PAUSE_MILLIS = 2_000;

    private final Suite suite;
    private final Recorder recorder;
    private final List<Lie> told;

    /** @param without kinds that are not told */
    public Lies(Suite suite, Recorder recorder, Set<Lie> without) {
        this.suite = suite;
        this.recorder = recorder;
        this.told = List.of(Lie.values()).stream()
                .filter(lie -> !without.contains(lie))
                .toList();
    }

    /** Tells each kind on a suite at rest, waits until it is worked off, and writes down who is still the same process. */
    public void onQuietSuite(Liar liar) throws IOException, InterruptedException {
        var before = new HashMap<String, Long>();
        suite.processes().forEach(process -> before.put(process, suite.pid(process)));
        var counts = new EnumMap<Lie, Long>(Lie.class);
        for (var lie : told) {
            counts.put(lie, liar.tell(lie));
        }
        var poison = counts.entrySet().stream()
                .filter(lie -> lie.getKey().mustBeSetAside())
                .mapToLong(lie -> lie.getValue())
                .sum();
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (liar.setAside() < poison && System.nanoTime() < deadline) {
            Thread.sleep(LOOK_MILLIS);
        }
        // What kills its reader may do so a moment later.
        Thread.sleep(AFTERWARDS);
        var setAside = liar.setAside();
        counts.forEach(
                (lie, count) -> recorder.write(new Entry.Lied(lie.name(), count, lie.mustBeSetAside(), setAside)));
        before.forEach((process, pid) ->
                recorder.write(new Entry.Stayed(process, suite.pid(process) == pid && suite.ready(process))));
    }

    /** Takes leave of those who wait for it. */
    public void end(Liar liar) throws IOException, InterruptedException {
        liar.tell(Lie.ABSURD_POSITION);
    }

    /** Tells lies until the time is over. What the broker does not take is not told. */
    public void onAndOn(Liar liar, long seed, long untilNanos) throws InterruptedException {
        var random = new Random(seed);
        while (System.nanoTime() < untilNanos) {
            try {
                liar.tell(told.get(random.nextInt(told.size())));
            } catch (IOException | RuntimeException e) {
                // The broker is being broken, which is what all of this is about.
                Thread.sleep(PAUSE_MILLIS);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }
}
