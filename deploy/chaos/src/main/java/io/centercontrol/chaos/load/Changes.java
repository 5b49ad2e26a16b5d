package io.centercontrol.chaos.load;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Entry.Outcome;
import io.centercontrol.chaos.history.Subject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * So many changes a second, whatever is broken, by several clients. What was not answered is asked for again under its key,
 * as a careful client does, and so is now and then what was answered long ago, as a careless network does. Who is not there
 * is left alone for a moment.
 */
public final class Changes {
    private static final int CLIENTS = 8;
    private static final int AT_ONCE = 64;
    private static final int OLD_KEPT = 500;
    private static final long ALONE_NANOS = 500_000_000;

    private final Operators operators;
    private final int perSecond;
    private final Random random;
    private final Choice choice;
    private final List<Rest> clients = Stream.generate(Rest::new).limit(CLIENTS).toList();
    private final Semaphore room = new Semaphore(AT_ONCE);
    private final ConcurrentLinkedQueue<Wish> again = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Wish> old = new ConcurrentLinkedQueue<>();
    private final Set<Subject> busy = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> aloneUntil = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final Consumer<Entry.Answered> onAnswer;

    /**
     * @param expendable which tenants may be deleted for good
     * @param onAnswer hears of every answer, in the thread that got it
     */
    public Changes(
            Operators operators,
            Beliefs beliefs,
            int perSecond,
            long seed,
            Predicate<UUID> expendable,
            Consumer<Entry.Answered> onAnswer) {
        this.operators = operators;
        this.perSecond = perSecond;
        this.random = new Random(seed);
        this.choice = new Choice(operators, beliefs, random, expendable);
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
            // Nobody may ask while every client waits for an answer: that is what a pause of a service does.
            if (room.tryAcquire()) {
                var wish = next();
                if (wish == null || isLeftAlone(wish.service())) {
                    room.release();
                    continue;
                }
                var subject = wish.subject();
                if (subject != null) {
                    busy.add(subject);
                }
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
            if (answer.status() == Rest.NOT_SENT) {
                aloneUntil.put(wish.service(), System.nanoTime() + ALONE_NANOS);
            }
            if (answer.outcome() == Outcome.UNKNOWN) {
                again.add(wish);
            } else if (answer.outcome() == Outcome.ACKNOWLEDGED && old.size() < OLD_KEPT) {
                old.add(wish);
            }
            onAnswer.accept(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            var subject = wish.subject();
            if (subject != null) {
                busy.remove(subject);
            }
            room.release();
        }
    }

    private boolean isLeftAlone(String service) {
        var until = aloneUntil.get(service);
        return until != null && System.nanoTime() < until;
    }

    private @Nullable Wish next() {
        var chance = random.nextInt(100);
        var repeated = chance < 10 ? again.poll() : chance < 12 ? old.poll() : null;
        return repeated != null && repeated.isRepeatable() ? repeated : choice.next(busy);
    }
}
