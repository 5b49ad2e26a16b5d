package io.centercontrol.plans.subscription.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.kernel.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** At every instant exactly one plan, whatever is done in whatever order by whatever clock. */
class TimelineTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SPAN = 1_000;

    /** One thing that somebody does when the clock shows that second. */
    private record Step(int clock, int kind, int at, String plan) {
        Timeline take(Timeline timeline) {
            var now = second(clock);
            try {
                return switch (kind) {
                    case 0 -> timeline.assign(now, assignment(plan, now));
                    case 1 -> timeline.schedule(now, second(at), assignment(plan, now));
                    case 2 -> timeline.cancel(now, second(at));
                    default -> timeline.seen(now);
                };
            } catch (RefusedException refused) {
                return timeline;
            }
        }
    }

    @Property
    void at_every_instant_there_is_exactly_one_plan(@ForAll("steps") List<Step> steps) {
        var timeline = after(steps);

        var segments = timeline.segments();
        assertThat(segments.getFirst().from()).isEqualTo(BEGIN);
        for (var i = 1; i < segments.size(); i++) {
            assertThat(segments.get(i - 1).until()).isEqualTo(segments.get(i).from());
            assertThat(segments.get(i).from()).isAfter(segments.get(i - 1).from());
        }
        assertThat(segments.getLast().until()).isNull();
        instants()
                .forEach(moment -> assertThat(segments.stream().filter(segment -> segment.holdsAt(moment)))
                        .containsExactly(timeline.at(moment)));
    }

    @Property
    void what_has_begun_never_changes(@ForAll("steps") List<Step> steps) {
        var timeline = begun();
        for (var step : steps) {
            var before = timeline;
            timeline = step.take(timeline);
            for (var moment : instants().toList()) {
                if (moment.isBefore(before.seenUntil())) {
                    assertThat(timeline.at(moment).assignment())
                            .as("at %s after %s", moment, step)
                            .isEqualTo(before.at(moment).assignment());
                }
            }
        }
    }

    @Property
    void time_never_goes_back(@ForAll("steps") List<Step> steps) {
        var timeline = begun();
        for (var step : steps) {
            var next = step.take(timeline);
            assertThat(next.seenUntil()).isAfterOrEqualTo(timeline.seenUntil());
            assertThat(next.moment(second(0))).isEqualTo(next.seenUntil());
            timeline = next;
        }
    }

    @Property
    void it_is_the_same_after_it_was_kept(@ForAll("steps") List<Step> steps) {
        var timeline = after(steps);

        assertThat(Timeline.of(timeline.segments(), timeline.seenUntil())).isEqualTo(timeline);
    }

    @Property
    void no_more_is_scheduled_than_may_be(@ForAll("steps") List<Step> steps) {
        assertThat(after(steps).scheduled(BEGIN)).hasSizeLessThanOrEqualTo(Timeline.MOST_SCHEDULED);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var second = Arbitraries.integers().between(0, SPAN);
        // Few moments to schedule for, so that they meet.
        var at = Arbitraries.integers().between(0, 20).map(tick -> tick * SPAN / 20);
        return Combinators.combine(
                        second, Arbitraries.integers().between(0, 3), at, Arbitraries.of("basic", "standard", "more"))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    private static Timeline after(List<Step> steps) {
        var timeline = begun();
        for (var step : steps) {
            timeline = step.take(timeline);
        }
        return timeline;
    }

    private static Timeline begun() {
        return Timeline.begin(BEGIN, assignment("basic", BEGIN));
    }

    private static Stream<Instant> instants() {
        return Stream.iterate(0, second -> second <= SPAN, second -> second + 10)
                .map(TimelineTest::second);
    }

    private static Instant second(int number) {
        return BEGIN.plusSeconds(number);
    }

    private static Assignment assignment(String plan, Instant decidedAt) {
        return new Assignment(new PlanRef(plan, 1), Assignment.Kind.CHANGE, decidedAt, "someone", "a reason");
    }
}
