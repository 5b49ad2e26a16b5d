package io.centercontrol.dataplane.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.Eventually;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ErrandTest {
    @Test
    void what_is_asked_for_while_it_is_done_is_done_once_more_however_often_it_was_asked_for() {
        var done = new AtomicInteger();
        var mayGo = new Semaphore(0);
        var errand = new Errand("test", () -> {
            mayGo.acquireUninterruptibly();
            done.incrementAndGet();
        });
        assertThat(errand.isIdle()).isTrue();
        errand.ask();
        for (var times = 0; times < 100; times++) {
            errand.ask();
        }
        assertThat(errand.isIdle()).isFalse();
        mayGo.release(10);
        Eventually.await("it is done", errand::isIdle);
        assertThat(done).hasValueBetween(1, 2);
        errand.ask();
        Eventually.await("it is done again", errand::isIdle);
        assertThat(done).hasValueBetween(2, 3);
    }

    @Test
    void nothing_that_was_asked_for_is_forgotten() {
        var asked = new AtomicInteger();
        var seen = new AtomicInteger();
        var errand = new Errand("test", () -> seen.set(asked.get()));
        for (var times = 0; times < 20_000; times++) {
            asked.incrementAndGet();
            errand.ask();
        }
        Eventually.await("the last one was seen", () -> seen.get() == 20_000);
    }
}
