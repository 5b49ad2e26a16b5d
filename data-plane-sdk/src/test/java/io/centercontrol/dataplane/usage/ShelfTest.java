package io.centercontrol.dataplane.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.events.Sender;
import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.events.usage.Usage;
import io.centercontrol.events.usage.UsageEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfTest {
    private static final Sender SENDER = new Sender("shop", "i-1", "1", Instant.EPOCH);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Shelf open(long now) {
        return new Shelf(folder, "i-1", SENDER, ShelfTest::form, 1 << 20, now);
    }

    private static byte[] form(Usage usage) throws IOException {
        var form = Usage.getEncoder().encode(usage);
        var bytes = new byte[form.remaining()];
        form.get(bytes);
        return bytes;
    }

    private static Usage usage(Shelf.Batch batch) throws IOException {
        return Usage.fromByteBuffer(java.nio.ByteBuffer.wrap(batch.value()));
    }

    private static List<UsageEvent> events(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(at -> new UsageEvent(
                        "e" + at, "orders", new UUID(0, at), 1L, Instant.EPOCH, Map.of(), MeterGrade.BILLING))
                .toList();
    }

    private static List<String> all(Shelf shelf) throws IOException {
        var all = new ArrayList<String>();
        for (var batch = shelf.first(); batch != null; batch = shelf.first()) {
            var usage = usage(batch);
            all.add(usage.getEpoch() + ":" + usage.getFirst() + "+"
                    + usage.getEvents().size());
            shelf.remove(batch);
        }
        return all;
    }

    @Test
    void each_run_numbers_anew_in_its_own_epoch_and_what_an_earlier_one_left_keeps_its_numbers() throws Exception {
        var first = open(100);
        assertThat(first.put(events(0, 3), List.of())).isTrue();
        assertThat(first.put(events(3, 2), List.of())).isTrue();
        var left = Objects.requireNonNull(first.first());
        var second = open(100);
        assertThat(second.put(events(5, 1), List.of())).isTrue();
        var again = Objects.requireNonNull(second.first());

        assertThat(usage(again)).isEqualTo(usage(left));
        assertThat(usage(again).getProducer()).isEqualTo("i-1");
        assertThat(all(second)).containsExactly("100:1+3", "100:4+2", "101:1+1");
        assertThat(second.isEmpty()).isTrue();
        assertThat(second.bytes()).isZero();
        assertThat(open(100).isEmpty())
                .as("what was taken away is not there any more")
                .isTrue();
    }

    @Test
    void the_runs_of_two_epochs_are_told_apart() throws Exception {
        var first = open(100);
        first.put(events(0, 1), List.of());
        var second = open(200);
        second.put(events(1, 1), List.of());
        var one = Objects.requireNonNull(second.first());
        second.remove(one);
        assertThat(usage(Objects.requireNonNull(second.first())).getRun())
                .isNotEqualTo(usage(one).getRun());
    }

    @Test
    void what_finds_no_room_gets_no_number() throws Exception {
        var shelf = new Shelf(folder, "i-1", SENDER, ShelfTest::form, 1, 100);
        assertThat(shelf.put(events(0, 3), List.of())).isTrue();
        assertThat(shelf.put(events(3, 3), List.of())).isFalse();
        shelf.remove(Objects.requireNonNull(shelf.first()));
        assertThat(shelf.put(events(6, 2), List.of())).isTrue();
        assertThat(all(shelf)).containsExactly("100:4+2");
    }

    @Test
    void a_disk_that_takes_nothing_costs_no_number() throws Exception {
        var shelf = open(100);
        shelf.put(events(0, 1), List.of());
        var beside = folder.resolveSibling("beside");
        Files.move(folder, beside);
        assertThatThrownBy(() -> shelf.put(events(1, 1), List.of())).isInstanceOf(IOException.class);
        Files.move(beside, folder);
        shelf.put(events(1, 1), List.of());
        assertThat(all(shelf)).containsExactly("100:1+1", "100:2+1");
    }

    @Test
    void a_damaged_file_is_kept_beside_and_what_was_half_written_is_removed() throws Exception {
        var first = open(100);
        first.put(events(0, 2), List.of());
        first.put(events(2, 2), List.of());
        first.put(events(4, 2), List.of());
        try (var files = Files.list(folder)) {
            var all = files.sorted().toList();
            Files.writeString(all.get(0), "no Avro", StandardCharsets.UTF_8);
            Files.write(all.get(1), java.util.Arrays.copyOf(Files.readAllBytes(all.get(1)), 100));
        }
        Files.writeString(folder.resolve("x.usage.new"), "half");
        var second = open(100);
        assertThat(all(second)).containsExactly("100:5+2");
        assertThat(second.damaged()).isEqualTo(2);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(2)
                    .allMatch(name -> name.endsWith(".usage.damaged"));
        }
        assertThat(open(100).damaged()).isEqualTo(2);
    }
}
