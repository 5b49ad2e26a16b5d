package io.centercontrol.dataplane.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.FlagEvents;
import io.centercontrol.dataplane.measure.FlagUse.Outcome;
import io.centercontrol.evaluation.Flag;
import io.centercontrol.evaluation.FlagContext;
import io.centercontrol.evaluation.Resolution;
import io.centercontrol.evaluation.ValueType;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UseCounterTest {
    private static final FlagContext NOBODY = FlagContext.of(null, Map.of());

    private final UseCounter uses = new UseCounter();

    private static Resolution of(String definition) {
        return Flag.load("banner", definition).evaluate(NOBODY);
    }

    @Test
    void each_outcome_is_counted_for_itself() {
        var on = of(FlagEvents.on());
        var disabled = of("{\"state\": \"DISABLED\", \"variants\": {\"on\": true}, \"defaultVariant\": \"on\"}");
        var mistaken = Flag.load("banner", FlagEvents.on()).evaluate(NOBODY, ValueType.STRING);
        uses.asked("banner", on, true);
        uses.asked("banner", on, true);
        uses.asked("banner", on, on.fits(ValueType.LONG));
        uses.asked("banner", mistaken, true);
        uses.asked("banner", disabled, false);
        uses.missed("baner");
        uses.early("banner");

        assertThat(uses.take().uses())
                .containsExactlyInAnyOrder(
                        new FlagUse("banner", Outcome.VARIANT, "on", 2),
                        new FlagUse("banner", Outcome.FAILED, "", 2),
                        new FlagUse("banner", Outcome.NO_VALUE, "", 1),
                        new FlagUse("baner", Outcome.NO_FLAG, "", 1),
                        new FlagUse("banner", Outcome.NOT_READY, "", 1));
        assertThat(uses.take()).isEqualTo(new UseCounter.Counted(List.of(), 0));
    }

    @Test
    void a_flag_that_changed_counts_on_under_the_same_variant() {
        uses.asked("banner", of(FlagEvents.on()), true);
        uses.asked("banner", of(FlagEvents.onFor("true")), true);

        assertThat(uses.take().uses()).containsExactly(new FlagUse("banner", Outcome.VARIANT, "on", 2));
    }

    @Test
    void a_flag_is_counted_whatever_its_key_is_and_of_other_texts_only_how_often() {
        uses.asked("checkout/größe", of(FlagEvents.on()), true);
        uses.missed("Jane Doe");
        uses.early("jane@example.com");

        assertThat(uses.take())
                .isEqualTo(new UseCounter.Counted(List.of(new FlagUse("checkout/größe", Outcome.VARIANT, "on", 1)), 2));
    }

    @Test
    void what_has_no_room_is_counted_together() {
        IntStream.range(0, UseCounter.MOST_KEYS + 7).forEach(at -> uses.missed("key-" + at));
        uses.missed("key-3");

        var counted = uses.take();
        assertThat(counted.uses()).hasSize(UseCounter.MOST_KEYS).contains(new FlagUse("key-3", Outcome.NO_FLAG, "", 2));
        assertThat(counted.dropped()).isEqualTo(7);
    }

    @Test
    void what_nobody_asks_for_any_more_makes_room() {
        IntStream.range(0, UseCounter.MOST_KEYS).forEach(at -> uses.missed("key-" + at));
        uses.take();
        uses.take();
        uses.missed("another");

        assertThat(uses.take())
                .isEqualTo(new UseCounter.Counted(List.of(new FlagUse("another", Outcome.NO_FLAG, "", 1)), 0));
    }

    @Test
    void a_key_that_could_be_no_flags_is_not_kept() {
        uses.missed("beta-for-jane@example.com");
        uses.missed("a".repeat(101));
        uses.missed("");

        assertThat(uses.take()).isEqualTo(new UseCounter.Counted(List.of(), 3));
    }

    @Test
    void nothing_is_lost_while_it_is_taken() throws InterruptedException {
        var on = of(FlagEvents.on());
        var each = 200_000;
        var threads = IntStream.range(0, 4)
                .mapToObj(at -> Thread.ofPlatform().start(() -> {
                    for (var question = 0; question < each; question++) {
                        uses.asked("banner", on, true);
                    }
                }))
                .toList();
        var sum = 0L;
        while (threads.stream().anyMatch(Thread::isAlive)) {
            Thread.sleep(20);
            sum += sum(uses.take());
        }
        for (var thread : threads) {
            thread.join();
        }
        // Twice: a count may have come to a cell that was just taken out.
        sum += sum(uses.take()) + sum(uses.take());

        assertThat(sum).isEqualTo(4L * each);
    }

    private static long sum(UseCounter.Counted counted) {
        return counted.uses().stream().mapToLong(FlagUse::count).sum() + counted.dropped();
    }
}
