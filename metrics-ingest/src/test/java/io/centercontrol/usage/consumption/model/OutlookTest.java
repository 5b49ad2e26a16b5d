package io.centercontrol.usage.consumption.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OutlookTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));
    private static final Instant EVENING = Instant.parse("2026-02-28T23:00:00Z");
    private static final Granted CALLS = new Granted("api-calls", Kind.METER, false, 100, true, Period.DAY);
    private static final Granted STORES = new Granted("stores", Kind.LIMIT, false, 20, true, Period.NONE);

    private Consumption told = Consumption.untold(TENANT);
    private Instant now = EVENING;
    private List<Granted> granted = List.of(STORES, CALLS);

    @Test
    void the_first_is_told_though_nothing_was_used() {
        assertThat(types(look(0, 0))).containsExactly("consumption.changed");
        assertThat(told.version()).isEqualTo(1);
        assertThat(told.features()).extracting(use -> use.granted().feature()).containsExactly("api-calls", "stores");
    }

    @Test
    void what_is_as_it_was_is_not_told() {
        look(10, 3);
        assertThat(look(10, 3)).isEmpty();
        assertThat(types(look(11, 3))).containsExactly("consumption.changed");
    }

    @Test
    void each_threshold_is_told_once_in_a_period() {
        look(0, 0);
        assertThat(reached(look(80, 0))).containsExactly("api-calls PERCENT_75");
        assertThat(reached(look(85, 0))).isEmpty();
        assertThat(reached(look(120, 0))).containsExactly("api-calls PERCENT_90", "api-calls PERCENT_100");
        // It was corrected, and rose again.
        assertThat(reached(look(10, 0))).isEmpty();
        assertThat(reached(look(120, 0))).isEmpty();
        now = EVENING.plusSeconds(86_400 * 2);
        assertThat(reached(look(95, 0))).containsExactly("api-calls PERCENT_75", "api-calls PERCENT_90");
    }

    @Test
    void a_threshold_and_a_projection_are_two_events() {
        granted = List.of(CALLS, new Granted("exports", Kind.METER, false, 10, true, Period.DAY));
        now = EVENING.minusSeconds(11 * 3600);
        var changes = look(Map.of(new Counted("api-calls", Period.DAY), 76L, new Counted("exports", Period.DAY), 6L));
        assertThat(types(changes)).containsExactly("consumption.threshold-reached", "consumption.projected-to-exceed");
        assertThat(changes.stream().map(change -> change.next().version())).containsExactly(1L, 2L);
        assertThat(changes.getFirst().next().reached()).containsExactly(new Reached("api-calls", Threshold.PERCENT_75));
        assertThat(changes.getLast().next().reached())
                .containsExactly(
                        new Reached("api-calls", Threshold.PROJECTED), new Reached("exports", Threshold.PROJECTED));
    }

    @Test
    void a_larger_plan_makes_thresholds_be_reached_anew() {
        look(95, 0);
        granted = List.of(new Granted("api-calls", Kind.METER, false, 1_000, true, Period.DAY));
        assertThat(reached(look(95, 0))).isEmpty();
        assertThat(reached(look(760, 0))).containsExactly("api-calls PERCENT_75");
    }

    @Test
    void a_slightly_larger_plan_tells_nothing_that_was_known() {
        look(95, 0);
        granted = List.of(new Granted("api-calls", Kind.METER, false, 110, true, Period.DAY));
        assertThat(reached(look(95, 0))).isEmpty();
        assertThat(told.features().getFirst().level()).isEqualTo(75);
        assertThat(reached(look(100, 0))).containsExactly("api-calls PERCENT_90");
    }

    @Test
    void a_smaller_plan_reaches_thresholds_by_itself() {
        look(50, 0);
        granted = List.of(new Granted("api-calls", Kind.METER, false, 50, true, Period.DAY));
        assertThat(reached(look(50, 0)))
                .containsExactly("api-calls PERCENT_75", "api-calls PERCENT_90", "api-calls PERCENT_100");
    }

    @Test
    void another_period_is_another_count() {
        look(95, 0);
        granted = List.of(new Granted("api-calls", Kind.METER, false, 100, true, Period.MONTH));
        var changes =
                look(Map.of(new Counted("api-calls", Period.MONTH), 99L, new Counted("api-calls", Period.DAY), 95L));
        assertThat(told.features().getFirst().used()).isEqualTo(99);
        assertThat(reached(changes)).containsExactly("api-calls PERCENT_75", "api-calls PERCENT_90");
    }

    @Test
    void what_is_granted_no_more_is_not_told_of() {
        look(95, 3);
        granted = List.of(STORES);
        assertThat(types(look(95, 3))).containsExactly("consumption.changed");
        assertThat(told.features()).extracting(use -> use.granted().feature()).containsExactly("stores");
    }

    @Test
    void a_limit_is_reached_anew_when_its_number_was_far_below() {
        assertThat(reached(look(0, 20))).hasSize(3);
        assertThat(reached(look(0, 19))).isEmpty();
        assertThat(reached(look(0, 20))).isEmpty();
        look(0, 17);
        assertThat(reached(look(0, 20))).containsExactly("stores PERCENT_100");
    }

    @Test
    void time_alone_makes_a_projection() {
        now = EVENING.minusSeconds(23 * 3600);
        look(40, 0);
        var outlook = outlook(Map.of(new Counted("api-calls", Period.DAY), 40L));
        assertThat(outlook.next()).isEqualTo(now.plusSeconds(8_640));
        now = now.plusSeconds(8_640);
        assertThat(types(look(40, 0))).containsExactly("consumption.projected-to-exceed");
        assertThat(outlook(Map.of(new Counted("api-calls", Period.DAY), 40L)).next())
                .isNull();
    }

    /** Whatever is used and whenever it is looked at, each threshold of the day is told once, and as soon as it is seen. */
    @Property
    void each_is_told_exactly_once_however_it_is_looked_at(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 20) Integer> uses) {
        var fresh = new OutlookTest();
        var sum = 0L;
        var all = new ArrayList<String>();
        for (var use : uses) {
            sum += use;
            all.addAll(fresh.reached(fresh.look(sum, 0)));
        }
        var total = sum;
        assertThat(all)
                .containsExactlyElementsOf(Arrays.stream(new int[] {75, 90, 100})
                        .filter(percent -> total >= percent)
                        .mapToObj(percent -> "api-calls PERCENT_" + percent)
                        .toList());
    }

    private List<Change<Consumption>> look(long calls, long stores) {
        var used = new HashMap<Counted, Long>();
        used.put(new Counted("api-calls", Period.DAY), calls);
        used.put(new Counted("stores", Period.NONE), stores);
        return look(used);
    }

    private List<Change<Consumption>> look(Map<Counted, Long> used) {
        var changes = outlook(used).changes();
        if (!changes.isEmpty()) {
            told = changes.getLast().next();
        }
        return changes;
    }

    private Outlook outlook(Map<Counted, Long> used) {
        return Outlook.of(told, granted, used, now);
    }

    private static List<String> types(List<Change<Consumption>> changes) {
        return changes.stream().map(Change::type).toList();
    }

    private List<String> reached(List<Change<Consumption>> changes) {
        return changes.stream()
                .flatMap(change -> change.next().reached().stream())
                .filter(one -> one.threshold() != Threshold.PROJECTED)
                .map(one -> one.feature() + " " + one.threshold())
                .toList();
    }
}
