package io.centercontrol.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.local.watch.StackState.Phase;
import io.centercontrol.parts.wiring.Connectors;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final List<String> PARTS = List.of("postgres", "kafka");
    private static final Set<String> OUTBOXES = Set.of("plans");
    private static final List<Connectors.State> RUNNING =
            List.of(new Connectors.State("plans", "RUNNING", List.of("RUNNING")));

    @Test
    void is_ready_when_all_of_it_is() {
        var readiness = Readiness.of(Phase.READY, PARTS, Set.of("postgres", "kafka"), OUTBOXES, RUNNING);

        assertThat(readiness.isReady()).isTrue();
        assertThat(readiness).hasToString("Ready.");
    }

    @Test
    void is_not_ready_while_it_starts_though_all_that_runs_is() {
        assertThat(Readiness.of(Phase.STARTING, PARTS, Set.of("postgres"), OUTBOXES, RUNNING))
                .hasToString("Not ready: it is still starting, kafka.");
        assertThat(Readiness.of(Phase.STARTING, PARTS, PARTS, OUTBOXES, RUNNING).isReady())
                .isFalse();
    }

    @Test
    void is_not_ready_without_a_connector() {
        assertThat(Readiness.of(Phase.READY, PARTS, PARTS, OUTBOXES, List.of()))
                .hasToString("Not ready: connector plans.");
        var half = List.of(new Connectors.State("plans", "RUNNING", List.of("FAILED")));
        assertThat(Readiness.of(Phase.READY, PARTS, PARTS, OUTBOXES, half).isReady())
                .isFalse();
    }
}
