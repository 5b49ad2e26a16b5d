package io.centercontrol.usage.accept.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PiecesTest {
    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void what_sticks_out_of_whole_hours_is_minutes() {
        var asked = new Stretch(DAY.plusSeconds(90), DAY.plusSeconds(10_000));
        var pieces = Pieces.of(Step.DAY, true, "Europe/Berlin", asked);

        assertThat(pieces.rollup()).isEqualTo(Rollup.HOUR);
        assertThat(pieces.whole()).isEqualTo(new Stretch(DAY.plusSeconds(3_600), DAY.plusSeconds(7_200)));
        assertThat(pieces.split()).isEmpty();
        assertThat(pieces.minutes())
                .containsExactly(
                        new Stretch(DAY.plusSeconds(90), DAY.plusSeconds(3_600)),
                        new Stretch(DAY.plusSeconds(7_200), DAY.plusSeconds(10_000)));
    }

    @Test
    void an_hour_in_which_a_day_ends_is_minutes() {
        var pieces = Pieces.of(Step.DAY, true, "Asia/Kolkata", new Stretch(DAY, DAY.plus(Duration.ofDays(2))));

        assertThat(pieces.split()).containsExactly(at("2026-03-01T18:00:00Z"), at("2026-03-02T18:00:00Z"));
        assertThat(pieces.minutes())
                .containsExactly(
                        new Stretch(at("2026-03-01T18:00:00Z"), at("2026-03-01T19:00:00Z")),
                        new Stretch(at("2026-03-02T18:00:00Z"), at("2026-03-02T19:00:00Z")));
        assertThat(Pieces.of(Step.MONTH, true, "Asia/Kolkata", new Stretch(DAY, DAY.plus(Duration.ofDays(60))))
                        .split())
                .containsExactly(at("2026-03-31T18:00:00Z"));
        assertThat(Pieces.of(Step.HOUR, true, "Asia/Kolkata", new Stretch(DAY, DAY.plus(Duration.ofDays(2))))
                        .rollup())
                .isEqualTo(Rollup.MINUTE);
    }

    @Test
    void all_tenants_are_asked_for_by_days() {
        var twoDays = new Stretch(DAY, DAY.plus(Duration.ofDays(2)));

        assertThat(Pieces.of(Step.DAY, false, "UTC", twoDays))
                .isEqualTo(new Pieces(Rollup.DAY, twoDays, List.of(), List.of()));
        assertThat(Pieces.of(Step.HOUR, false, "UTC", twoDays).rollup()).isEqualTo(Rollup.MINUTE);
        assertThat(Pieces.of(Step.DAY, false, "UTC", new Stretch(DAY.plusSeconds(1), DAY.plusSeconds(80_000)))
                        .minutes())
                .containsExactly(new Stretch(DAY.plusSeconds(1), DAY.plusSeconds(80_000)));
    }

    @Test
    void a_zone_that_is_not_known_is_counted_by_minutes() {
        assertThat(Pieces.of(Step.DAY, true, "Nowhere/AtAll", new Stretch(DAY, DAY.plus(Duration.ofDays(2))))
                        .rollup())
                .isEqualTo(Rollup.MINUTE);
    }

    @Test
    void every_moment_is_in_exactly_one_piece_whatever_is_asked() {
        var random = new Random(17);
        var zones = List.of("UTC", "Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe");
        for (var i = 0; i < 500; i++) {
            var from = DAY.plusSeconds(random.nextInt(40 * 86_400));
            var asked = new Stretch(from, from.plusSeconds(1 + random.nextInt(20 * 86_400)));
            var isOfOne = random.nextBoolean();
            var pieces = Pieces.of(
                    Step.values()[random.nextInt(4)],
                    isOfOne,
                    isOfOne ? zones.get(random.nextInt(zones.size())) : "UTC",
                    asked);

            var all = new ArrayList<>(pieces.minutes());
            var hour = pieces.whole().from();
            while (hour.isBefore(pieces.whole().to())) {
                var next = pieces.rollup().ceiling(hour.plusNanos(1));
                if (!pieces.split().contains(hour)) {
                    all.add(new Stretch(hour, next));
                }
                hour = next;
            }
            all.sort(java.util.Comparator.comparing(Stretch::from));
            assertThat(all.getFirst().from()).isEqualTo(asked.from());
            assertThat(all.getLast().to()).isEqualTo(asked.to());
            for (var at = 1; at < all.size(); at++) {
                assertThat(all.get(at).from()).isEqualTo(all.get(at - 1).to());
            }
        }
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
