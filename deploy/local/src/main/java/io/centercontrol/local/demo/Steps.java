package io.centercontrol.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.parts.wiring.JsonHttp.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** One step after the other, each told with the time that it took. */
final class Steps {
    private static final Duration BOUND = Duration.ofSeconds(30);

    private final Consumer<String> out;
    private long begun = System.nanoTime();

    Steps(Consumer<String> out) {
        this.out = out;
    }

    /** From here on the time counts. */
    void begin() {
        begun = System.nanoTime();
    }

    /** A step came out. */
    void done(String step, String what) {
        out.accept("%8.0f ms  %-14s %s".formatted((System.nanoTime() - begun) / 1e6, step, what));
    }

    /** Something that belongs to the step before. */
    void more(String what) {
        out.accept(" ".repeat(28) + what);
    }

    void say(String line) {
        out.accept(line);
    }

    /** The answer's body; the step fails when it has another status. */
    static JsonNode demand(String step, int status, Answer answer) throws Demo.NotSo {
        if (answer.status() != status) {
            throw new Demo.NotSo(step, answer);
        }
        return answer.json();
    }

    /** Asks until the answer fits. */
    static Answer await(String step, Ask ask, Predicate<Answer> fits)
            throws Demo.NotSo, IOException, InterruptedException {
        return await(step, BOUND, ask, fits);
    }

    /** The same, for so long at most. */
    static Answer await(String step, Duration bound, Ask ask, Predicate<Answer> fits)
            throws Demo.NotSo, IOException, InterruptedException {
        var deadline = System.nanoTime() + bound.toNanos();
        while (true) {
            var answer = ask.ask();
            if (fits.test(answer)) {
                return answer;
            }
            if (System.nanoTime() > deadline) {
                throw new Demo.NotSo(step, answer);
            }
            Thread.sleep(5);
        }
    }

    /** A question that may be asked again. */
    interface Ask {
        Answer ask() throws IOException, InterruptedException;
    }
}
