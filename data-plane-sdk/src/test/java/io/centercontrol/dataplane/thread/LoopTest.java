package io.centercontrol.dataplane.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void takes_turn_after_turn_until_it_is_closed() throws InterruptedException {
        var turns = new AtomicInteger();
        var some = new CountDownLatch(3);
        var loop = new Loop("test", LONG, () -> {
            turns.incrementAndGet();
            some.countDown();
        });
        loop.start();
        assertThat(some.await(1, TimeUnit.MINUTES)).isTrue();

        loop.close();

        var then = turns.get();
        Thread.sleep(50);
        assertThat(turns).hasValue(then);
    }

    @Test
    void waits_for_the_turn_that_runs() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var self = new AtomicReference<Loop>();
        var loop = new Loop("test", LONG, () -> {
            begun.countDown();
            while (!self.get().isClosed()) {
                self.get().pause(Duration.ofMillis(1));
            }
            ended.countDown();
        });
        self.set(loop);
        loop.start();
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

        loop.close();

        assertThat(ended.getCount()).isZero();
    }

    @Test
    void is_closed_by_an_interrupt() throws InterruptedException {
        var thread = new AtomicReference<Thread>();
        var begun = new CountDownLatch(1);
        var self = new AtomicReference<Loop>();
        var loop = new Loop("test", LONG, () -> {
            thread.set(Thread.currentThread());
            begun.countDown();
            self.get().pause(LONG);
        });
        self.set(loop);
        loop.start();
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

        thread.get().interrupt();

        assertThat(thread.get().join(LONG)).isTrue();
        assertThat(loop.isClosed()).isTrue();
    }

    @Test
    void leaves_a_turn_alone_that_does_not_end() throws InterruptedException {
        var end = new CountDownLatch(1);
        var loop = new Loop("test", Duration.ofMillis(10), end::await);
        loop.start();

        loop.close();

        assertThat(loop.isClosed()).isTrue();
        end.countDown();
    }
}
