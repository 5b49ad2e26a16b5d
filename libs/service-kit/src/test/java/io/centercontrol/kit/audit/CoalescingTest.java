package io.centercontrol.kit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.events.audit.AuditActor;
import io.centercontrol.events.audit.AuditCategory;
import io.centercontrol.events.audit.AuditEvent;
import io.centercontrol.events.audit.AuditOutcome;
import io.centercontrol.events.audit.AuditService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CoalescingTest {
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final List<AuditEvent> told = new ArrayList<>();
    private final List<Runnable> timers = new ArrayList<>();
    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };
    private final Coalescing coalescing = new Coalescing(3, told::add, (pause, work) -> timers.add(work), clock);
    private Instant now = BEGIN;

    @Test
    void a_flood_of_one_kind_is_one_entry_with_its_number_and_its_times() {
        for (var i = 0; i < 1_000; i++) {
            count("a");
            now = now.plusMillis(5);
        }
        assertThat(told).isEmpty();

        timeIsOver();

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().getCount()).isEqualTo(1_000);
        assertThat(told.getFirst().getTime()).isEqualTo(BEGIN);
        assertThat(told.getFirst().getLastTime()).isEqualTo(BEGIN.plusMillis(999 * 5));
    }

    @Test
    void one_alone_has_no_last_time() {
        count("a");
        timeIsOver();

        assertThat(told).hasSize(1);
        assertThat(told.getFirst().getCount()).isEqualTo(1);
        assertThat(told.getFirst().getLastTime()).isNull();
    }

    @Test
    void after_the_time_a_kind_is_counted_anew() {
        count("a");
        timeIsOver();
        count("a");
        timeIsOver();

        assertThat(told).extracting(AuditEvent::getCount).containsExactly(1L, 1L);
    }

    @Test
    void the_first_is_told_at_once_and_those_that_follow_as_one() {
        for (var i = 0; i < 5; i++) {
            coalescing.firstAtOnce("a", "tested", WITHIN, this::event);
            assertThat(told).hasSize(1);
        }
        timeIsOver();

        assertThat(told).extracting(AuditEvent::getCount).containsExactly(1L, 4L);
        assertThat(told.get(0).getEventId()).isNotEqualTo(told.get(1).getEventId());
    }

    @Test
    void a_first_that_nothing_follows_is_told_once() {
        coalescing.firstAtOnce("a", "tested", WITHIN, this::event);
        timeIsOver();

        assertThat(told).hasSize(1);
    }

    @Test
    void kinds_beyond_the_bound_are_counted_together_and_of_nobody() {
        for (var i = 0; i < 100; i++) {
            count("kind " + i);
        }
        timeIsOver();

        assertThat(told).extracting(AuditEvent::getCount).containsExactly(1L, 1L, 1L, 97L);
        assertThat(told.getLast().getActor().getAddress()).isNull();
        assertThat(told.getFirst().getActor().getAddress()).isEqualTo("192.0.2.1");
        assertThat(told.getLast().getDetail()).containsEntry("others", "true");
    }

    @Test
    void what_is_open_is_told_at_the_end() {
        count("a");
        count("b");
        coalescing.endAll();

        assertThat(told).hasSize(2);
    }

    private void count(String kind) {
        coalescing.count(kind, "tested", WITHIN, this::event);
    }

    private void timeIsOver() {
        var due = List.copyOf(timers);
        timers.clear();
        due.forEach(Runnable::run);
    }

    private AuditEvent event() {
        return AuditEvent.newBuilder()
                .setEventId(UUID.randomUUID())
                .setNumber(0)
                .setAction("tested")
                .setCategory(AuditCategory.ACCESS)
                .setOutcome(AuditOutcome.DONE)
                .setTime(now)
                .setActor(AuditActor.newBuilder().setAddress("192.0.2.1").build())
                .setService(new AuditService("test", "1", "1"))
                .build();
    }
}
