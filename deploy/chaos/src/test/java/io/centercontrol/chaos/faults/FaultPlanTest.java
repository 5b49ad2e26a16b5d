package io.centercontrol.chaos.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.chaos.faults.Fault.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final List<String> PROCESSES = List.of("postgres", "kafka", "connect", "registry", "one", "two");
    private static final List<String> CONNECTED = List.of("connect", "one", "two");
    private static final List<String> KEPT = List.of("first", "second");
    private static final Duration LENGTH = Duration.ofMinutes(60);

    @Test
    void a_seed_gives_the_same_plan_again() {
        assertThat(plan(7)).isEqualTo(plan(7)).isNotEqualTo(plan(8));
    }

    @Test
    void a_long_plan_has_every_kind_and_every_target() {
        assertThat(plan(1)).extracting(Fault::kind).contains(Kind.values());
        assertThat(plan(1))
                .filteredOn(fault -> fault.kind() == Kind.KILL)
                .extracting(Fault::target)
                .containsAll(PROCESSES);
        assertThat(plan(1))
                .filteredOn(fault -> fault.kind() == Kind.PAUSE)
                .extracting(Fault::target)
                .containsAll(PROCESSES);
        assertThat(plan(1))
                .filteredOn(fault -> fault.kind() == Kind.CUT || fault.kind() == Kind.DELAY)
                .extracting(Fault::target)
                .containsOnlyElementsOf(CONNECTED);
        assertThat(plan(1))
                .filteredOn(fault -> fault.kind() == Kind.DROP_SLOT)
                .extracting(Fault::target)
                .containsOnlyElementsOf(KEPT);
    }

    @Test
    void a_pause_takes_five_to_seventy_seconds() {
        assertThat(plan(1))
                .filteredOn(fault -> fault.kind() == Kind.PAUSE)
                .allSatisfy(pause -> assertThat(pause.lasts()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(70)))
                .anyMatch(pause -> pause.lasts().toSeconds() > 60);
    }

    @Test
    void no_fault_begins_behind_the_end() {
        assertThat(plan(1)).allMatch(fault -> fault.after().compareTo(LENGTH) < 0);
    }

    private static List<Fault> plan(long seed) {
        return FaultPlan.draw(seed, LENGTH, PROCESSES, CONNECTED, KEPT);
    }
}
