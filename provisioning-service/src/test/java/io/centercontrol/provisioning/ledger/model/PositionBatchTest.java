package io.centercontrol.provisioning.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PositionBatchTest {
    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void repetitions_leave_one_mark_with_the_first_time() {
        var batch = PositionBatch.of(List.of(heard("a", 0, 1, 7), heard("a", 0, 2, 7), heard("a", 0, 3, 9)));

        assertThat(batch.runs()).singleElement().satisfies(run -> {
            assertThat(run.firstHeardAt()).isEqualTo(T0.plusSeconds(1));
            assertThat(run.newest().appendedAt()).isEqualTo(T0.plusSeconds(3));
        });
        assertThat(batch.positions())
                .singleElement()
                .satisfies(p -> assertThat(p.partition().nextOffset()).isEqualTo(9));
        assertThat(batch.marks())
                .extracting(PositionBatch.Mark::nextOffset, PositionBatch.Mark::appendedAt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(7L, T0.plusSeconds(1)),
                        org.assertj.core.groups.Tuple.tuple(9L, T0.plusSeconds(3)));
    }

    @Test
    void two_runs_of_one_instance_stay_apart_in_their_order() {
        var batch = PositionBatch.of(List.of(heard("a", 0, 1, 7), heard("a", 50, 2, 7), heard("b", 0, 3, 7)));

        assertThat(batch.runs())
                .extracting(
                        run -> run.newest().instanceId(), run -> run.newest().startedAt())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", T0),
                        org.assertj.core.groups.Tuple.tuple("a", T0.plusSeconds(50)),
                        org.assertj.core.groups.Tuple.tuple("b", T0));
        assertThat(batch.marks()).hasSize(2);
    }

    private static HeardPosition heard(String id, int startedAt, int appendedAt, long nextOffset) {
        return new HeardPosition(
                "shop",
                id,
                "1",
                T0.plusSeconds(startedAt),
                Health.READY,
                null,
                null,
                false,
                List.of(new HeardPosition.Partition("cc.tenants.v1", "id", 0, nextOffset, List.of())),
                T0.plusSeconds(appendedAt));
    }
}
