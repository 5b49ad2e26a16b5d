package io.centercontrol.provisioning.shares.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.centercontrol.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FleetTest {
    private static final Call CALL =
            new Call(new TenantId(UUID.fromString("01a20474-66fd-731c-94bd-000000000001")), "checkout");

    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private final Fleet fleet = new Fleet("storefront");

    @Test
    void says_nothing_until_all_had_the_time_to_tell_of_themselves() {
        assertThat(fleet.shares(now)).isEmpty();
        hear("a", Map.of());
        assertThat(fleet.shares(now)).isEmpty();
        hear("b", Map.of());
        pass(Fleet.GATHERING);
        assertThat(fleet.shares(now)).contains(new Shares("storefront", 0, List.of("a", "b"), List.of()));
    }

    @Test
    void parts_by_demand_and_leaves_something_for_everybody() {
        gathered(Map.of(CALL, 30.0), Map.of(CALL, 10.0), Map.of(), Map.of());

        var share = only();
        assertThat(share.call()).isEqualTo(CALL);
        assertThat(share.parts().get(0)).isCloseTo(0.7f, within(0.01f));
        assertThat(share.parts().get(1)).isCloseTo(0.25f, within(0.01f));
        assertThat(share.parts().get(2)).isCloseTo(0.025f, within(0.01f));
        assertThat(sum(share)).isLessThanOrEqualTo(1);
    }

    /** A record that is too large for its topic would stop the connector, and with it everybody's events. */
    @Test
    void endless_instances_and_calls_stay_within_a_record() {
        for (var i = 0; i < Fleet.MOST_INSTANCES + 500; i++) {
            var calls = new HashMap<Call, Double>();
            for (var n = 0; n < 20; n++) {
                calls.put(new Call(new TenantId(UUID.randomUUID()), "c" + n), 1.0);
            }
            hear("i" + i, calls);
        }
        pass(Fleet.GATHERING);
        var shares = fleet.shares(now).orElseThrow();
        assertThat(shares.instances()).hasSize(Fleet.MOST_INSTANCES);
        assertThat(shares.uneven().size() * shares.instances().size()).isBetween(1, Fleet.MOST_PARTS);
    }

    @Test
    void never_gives_away_more_than_there_is() {
        for (var odd = 1; odd < 50; odd++) {
            gathered(Map.of(CALL, odd / 7.0), Map.of(CALL, 1.0 / odd), Map.of(CALL, odd / 3.0));
            assertThat(sum(only())).isBetween(0.98, 1.0);
        }
    }

    @Test
    void keeps_the_parts_equal_for_a_while_after_the_demand_is_gone_and_then_says_no_more_of_it() {
        gathered(Map.of(CALL, 30.0), Map.of());
        hear("i0", Map.of());
        hear("i1", Map.of());
        assertThat(only().parts()).containsExactly(0.5f, 0.5f);

        for (var i = 0; i < 12; i++) {
            pass(Duration.ofSeconds(1));
            hear("i0", Map.of());
            hear("i1", Map.of());
        }
        assertThat(fleet.shares(now).orElseThrow().uneven()).isEmpty();
    }

    @Test
    void gives_the_part_of_who_is_silent_or_stops_to_the_others() {
        gathered(Map.of(), Map.of(), Map.of());
        pass(Fleet.PATIENCE);
        hear("i0", Map.of());
        hear("i1", Map.of());
        pass(Duration.ofMillis(1));
        assertThat(fleet.shares(now).orElseThrow().instances()).containsExactly("i0", "i1");

        fleet.hear(new HeardDemand("storefront", "i1", true, Map.of(), now));
        assertThat(fleet.shares(now).orElseThrow().instances()).containsExactly("i0");
    }

    @Test
    void says_nothing_of_a_fleet_that_it_no_longer_hears() {
        gathered(Map.of(), Map.of());
        pass(Fleet.PATIENCE.plusMillis(1));
        assertThat(fleet.shares(now)).isEmpty();
        hear("i0", Map.of());
        assertThat(fleet.shares(now)).isEmpty();
    }

    @Test
    void a_trifle_is_no_news() {
        var told = new Shares("storefront", 3, List.of("a", "b"), List.of(share(0.5f, 0.5f)));

        assertThat(new Shares("storefront", 0, List.of("a", "b"), List.of(share(0.52f, 0.48f))).isNewsTo(told))
                .isFalse();
        assertThat(new Shares("storefront", 0, List.of("a", "b"), List.of(share(0.6f, 0.4f))).isNewsTo(told))
                .isTrue();
        assertThat(new Shares("storefront", 0, List.of("a"), List.of(share(1f))).isNewsTo(told))
                .isTrue();
        assertThat(new Shares("storefront", 0, List.of("a", "b"), List.of()).isNewsTo(told))
                .isTrue();
    }

    @SafeVarargs
    private void gathered(Map<Call, Double>... demands) {
        for (var i = 0; i < demands.length; i++) {
            hear("i" + i, demands[i]);
        }
        pass(Fleet.GATHERING);
        for (var i = 0; i < demands.length; i++) {
            hear("i" + i, demands[i]);
        }
    }

    private Shares.Share only() {
        return fleet.shares(now).orElseThrow().uneven().getFirst();
    }

    private static double sum(Shares.Share share) {
        return share.parts().stream().mapToDouble(part -> part).sum();
    }

    private static Shares.Share share(Float... parts) {
        return new Shares.Share(CALL, List.of(parts));
    }

    private void hear(String instance, Map<Call, Double> demand) {
        fleet.hear(new HeardDemand("storefront", instance, false, demand, now));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
