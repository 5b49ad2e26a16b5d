package io.centercontrol.chaos.load;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Entry.Outcome;
import io.centercontrol.chaos.load.Operators.Wish;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * So many changes a second, whatever is broken: updates, suspensions, disablings and reinstatements by several clients.
 * What was not answered is asked for again under its key, as a careful client does, and so is now and then what was
 * answered long ago, as a careless network does.
 */
public final class Changes {
    private static final int CLIENTS = 8;
    private static final int AT_ONCE = 64;
    private static final int OLD_KEPT = 500;

    private final Operators operators;
    private final Tenants tenants;
    private final int perSecond;
    private final Random random;
    private final List<Rest> clients = Stream.generate(Rest::new).limit(CLIENTS).toList();
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final ConcurrentLinkedQueue<Wish> again = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Wish> old = new ConcurrentLinkedQueue<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Consumer<Entry.Answered> onAnswer;

    /** @param onAnswer hears of every answer, in the thread that got it */
    public Changes(Operators operators, Tenants tenants, int perSecond, long seed, Consumer<Entry.Answered> onAnswer) {
        this.operators = operators;
        this.tenants = tenants;
        this.perSecond = perSecond;
        this.random = new Random(seed);
        this.onAnswer = onAnswer;
    }

    /** Asks for changes until the time is over, and returns when all that was asked for has ended. */
    public void run(long untilNanos) throws InterruptedException {
        var pause = 1_000_000_000L / perSecond;
        for (var next = System.nanoTime(); next < untilNanos; next += pause) {
            var left = next - System.nanoTime();
            if (left > 0) {
                Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
            }
            // Nobody may ask while every client waits for an answer: that is what a pause of the registry does.
            if (room.tryAcquire()) {
                var wish = next();
                var client = Math.floorMod(turn.getAndIncrement(), CLIENTS);
                Thread.ofVirtual().start(() -> ask(client, wish));
            }
        }
        room.acquire(AT_ONCE);
        room.release(AT_ONCE);
    }

    private void ask(int client, Wish wish) {
        try {
            var answer = operators.ask(clients.get(client), client, wish);
            if (answer.outcome() == Outcome.UNKNOWN) {
                again.add(wish);
            } else if (answer.outcome() == Outcome.ACKNOWLEDGED && old.size() < OLD_KEPT) {
                old.add(wish);
            }
            onAnswer.accept(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            room.release();
        }
    }

    private Wish next() {
        var chance = random.nextInt(100);
        var repeated = chance < 10 ? again.poll() : chance < 12 ? old.poll() : null;
        // An update finds its version gone when it is asked for again, and has no key: only moves are worth it.
        if (repeated != null && !repeated.verb().equals("update")) {
            return repeated;
        }
        var tenant = tenants.any(random);
        var belief = tenants.belief(tenant);
        var status = belief == null ? "" : belief.status();
        var version = belief == null ? 1 : belief.version();
        return switch (status) {
            case "ACTIVE", "PROVISIONING" -> {
                if (chance < 65) {
                    yield operators.rename(tenant, version);
                }
                yield operators.move(tenant, chance < 90 ? "suspend" : "disable");
            }
            case "SUSPENDED" -> {
                if (chance < 25) {
                    yield operators.rename(tenant, version);
                }
                yield operators.move(tenant, chance < 90 ? "reinstate" : "disable");
            }
            default -> operators.move(tenant, "reinstate");
        };
    }
}
