package io.centercontrol.dataplane.provision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What cannot be done on an older word waits until all that was there is read. */
class PartitionWorkTest {
    private final PartitionWork work = new PartitionWork();
    private final BlockingQueue<String> done = new ArrayBlockingQueue<>(10);
    private final PartitionWork.Attempt attempt =
            (record, fence, newest) -> done.add(record.offset() + (newest.isNewest() ? " is newest" : " is overtaken"));

    @Test
    void an_old_word_is_known_as_one_once_the_newer_is_read() throws InterruptedException {
        work.add(record("a", 1), attempt);
        work.add(record("b", 2), attempt);
        assertThat(done.poll(200, TimeUnit.MILLISECONDS)).isNull();
        assertThat(work.size()).isEqualTo(2);
        assertThat(work.atWork()).isZero();
        work.add(record("a", 3), attempt);

        work.caughtUp();

        assertThat(new String[] {next(), next(), next()})
                .containsExactlyInAnyOrder("1 is overtaken", "2 is newest", "3 is newest");
        work.add(record("a", 4), attempt);
        assertThat(next()).isEqualTo("4 is newest");
    }

    @Test
    void one_that_waits_is_given_up_with_its_partition() {
        work.add(record("a", 1), attempt);

        work.fenceOff();

        assertThat(work.isQuietBy(System.nanoTime() + TimeUnit.SECONDS.toNanos(10)))
                .isTrue();
        assertThat(done).isEmpty();
        assertThat(work.committable()).isEqualTo(1);
    }

    private String next() throws InterruptedException {
        return String.valueOf(done.poll(10, TimeUnit.SECONDS));
    }

    private static ConsumerRecord<String, byte[]> record(String key, long offset) {
        return new ConsumerRecord<>("t", 0, offset, key, new byte[0]);
    }
}
