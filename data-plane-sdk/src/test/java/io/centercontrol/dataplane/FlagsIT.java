package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.ProviderState;
import io.centercontrol.dataplane.openfeature.CenterControlProvider;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.events.dataplane.CallMinute;
import io.centercontrol.events.dataplane.FlagOutcome;
import io.centercontrol.schemas.Contract;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flags and rate limits as an instance hears them, keeps them and proves that it has them. */
class FlagsIT {
    private static final String KEY = "new-checkout";
    private static final String CALLS = "checkout";

    private final Platform platform = new Platform();
    private final Tenant tenant = SampleTenant.active("acme");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void close() {
        platform.close();
    }

    private Instance started() {
        var instance = Instance.start(platform, folder).ready();
        instance.await(
                "the flags are there", () -> instance.plane.status().flags().health() == Health.READY);
        return instance;
    }

    private DataPlane cutOff() {
        return DataPlane.start(platform.config(folder)
                .kafkaBootstrap("127.0.0.1:9")
                .registry(URI.create("http://127.0.0.1:9"))
                .build());
    }

    private void isOn(Instance instance, boolean on) {
        instance.await("it is " + on, () -> instance.plane.flags().isOn(KEY, tenant.id(), !on) == on);
    }

    private static void past(Instance instance, RecordMetadata sent) {
        instance.await(
                "it is past " + sent,
                () -> instance.plane.status().flags().partitions().stream()
                        .anyMatch(at -> at.nextOffset() > sent.offset()));
    }

    @Test
    void a_switch_is_obeyed_proved_and_kept() {
        platform.say(tenant);
        platform.say(FlagEvents.of(KEY, 1, FlagEvents.off()));
        try (var instance = started()) {
            isOn(instance, false);
            var turned = platform.say(FlagEvents.of(KEY, 2, FlagEvents.on()));
            isOn(instance, true);
            instance.position(said ->
                    platform.of(said, Contract.FLAGS).stream().anyMatch(at -> at.getNextOffset() > turned.offset()));
            past(instance, platform.say(FlagEvents.of(KEY, 1, FlagEvents.off())));
            assertThat(instance.plane.flags().isOn(KEY, tenant.id(), false))
                    .as("an older version")
                    .isTrue();
        }
        try (var plane = cutOff()) {
            assertThat(plane.flags().isOn(KEY, tenant.id(), false))
                    .as("with everything down")
                    .isTrue();
            assertThat(plane.status().flags().health()).isEqualTo(Health.STALE);
        }
        try (var instance = started()) {
            platform.say(FlagEvents.archived(KEY, 3));
            instance.await(
                    "it is no flag any more", () -> instance.plane.flags().find(KEY) == null);
            assertThat(instance.plane.flags().isOn(KEY, tenant.id(), true)).isTrue();
        }
    }

    @Test
    void what_was_asked_for_is_told_at_the_end() throws Exception {
        platform.say(tenant);
        try (var told = platform.read(Contract.measures(Platform.SERVICE))) {
            try (var instance = started()) {
                past(instance, platform.say(FlagEvents.of(KEY, 1, FlagEvents.on())));
                var flags = instance.plane.flags();
                assertThat(flags.isOn(KEY, tenant.id(), false)).isTrue();
                assertThat(flags.text(KEY, tenant.id(), "none")).isEqualTo("none");
                assertThat(flags.isOn("new-chekout", tenant.id(), false)).isFalse();
                OpenFeatureAPI.getInstance().setProviderAndWait("asked", new CenterControlProvider(instance.plane));
                var client = OpenFeatureAPI.getInstance().getClient("asked");
                assertThat(client.getBooleanValue(
                                KEY, false, new ImmutableContext(tenant.id().toString())))
                        .isTrue();
                instance.plane.measures().call(Duration.ofMillis(30), true);
            }
            // One record as a rule; more when a minute ended meanwhile.
            var uses = new HashMap<List<?>, Long>();
            var calls = new ArrayList<CallMinute>();
            for (var at = 0; uses.values().stream().mapToLong(Long::longValue).sum() < 4; at++) {
                var offset = at;
                var record = platform.measures(told.await(found -> found.offset() == offset, Duration.ofSeconds(30)));
                calls.addAll(record.getCalls());
                record.getFlagUse()
                        .forEach(use -> uses.merge(
                                List.of(use.getFlag(), use.getOutcome(), use.getVariant()), use.getCount(), Long::sum));
            }

            assertThat(uses)
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            List.of(KEY, FlagOutcome.VARIANT, "on"), 2L,
                            List.of(KEY, FlagOutcome.FAILED, ""), 1L,
                            List.of("new-chekout", FlagOutcome.NO_FLAG, ""), 1L));
            assertThat(calls)
                    .singleElement()
                    .extracting(CallMinute::getRequests, CallMinute::getErrors)
                    .containsExactly(1L, 1L);
        }
    }

    @Test
    void what_is_no_flag_is_set_aside_and_the_flag_stays_as_it_was() {
        platform.say(tenant);
        platform.say(FlagEvents.of(KEY, 1, FlagEvents.on()));
        try (var instance = started()) {
            isOn(instance, true);
            var poison = platform.say(FlagEvents.of(KEY, 2, FlagEvents.withDefault("none")));
            past(instance, poison);
            var garbage = platform.send(platform.topic(Contract.FLAGS), KEY, new byte[] {0, 1, 2}, List.of());
            past(instance, garbage);
            assertThat(instance.plane.flags().isOn(KEY, tenant.id(), false)).isTrue();
            assertThat(instance.plane.status().flags().quarantined()).isEqualTo(2);
            platform.say(FlagEvents.of("another", 1, FlagEvents.on()));
            instance.await(
                    "the next flag is heard", () -> instance.plane.flags().isOn("another", tenant.id(), false));
            platform.say(FlagEvents.of(KEY, 3, FlagEvents.off()));
            isOn(instance, false);
        }
    }

    @Test
    void openfeature_clients_are_answered_and_told() throws Exception {
        platform.say(tenant);
        platform.say(FlagEvents.of(
                KEY, 1, FlagEvents.onFor("{\"==\": [{\"var\": \"region\"}, \"%s\"]}".formatted(tenant.region()))));
        try (var instance = started()) {
            isOn(instance, true);
            var tracked = new CopyOnWriteArrayList<String>();
            var provider = new CenterControlProvider(
                    instance.plane,
                    (event, of, context, details) -> tracked.add(event + " of " + of),
                    Duration.ofSeconds(10));
            var api = OpenFeatureAPI.getInstance();
            api.setProviderAndWait("shop", provider);
            try {
                var client = api.getClient("shop");
                var context = new ImmutableContext(tenant.id().toString());
                var details = client.getBooleanDetails(KEY, false, context);
                assertThat(details.getValue()).isTrue();
                assertThat(details.getVariant()).isEqualTo("on");
                assertThat(details.getReason()).isEqualTo("TARGETING_MATCH");
                assertThat(client.getStringDetails(KEY, "x", context).getErrorCode())
                        .hasToString("TYPE_MISMATCH");
                assertThat(client.getBooleanDetails("nothing", true, context).getErrorCode())
                        .hasToString("FLAG_NOT_FOUND");
                assertThat(client.getBooleanValue("nothing", true, context)).isTrue();

                var changed = new CopyOnWriteArrayList<String>();
                client.onProviderConfigurationChanged(event -> changed.addAll(event.getFlagsChanged()));
                platform.say(FlagEvents.of(KEY, 2, FlagEvents.off()));
                Eventually.await("the change is told", () -> changed.contains(KEY));
                assertThat(client.getBooleanValue(KEY, true, context)).isFalse();

                client.track("checkout-completed", context);
                assertThat(tracked).containsExactly("checkout-completed of " + tenant.id());
            } finally {
                api.shutdown();
            }
        }
    }

    @Test
    void openfeature_clients_are_told_when_the_copy_grows_old_and_when_it_is_fresh_again() throws Exception {
        platform.say(tenant);
        platform.say(FlagEvents.of(KEY, 1, FlagEvents.on()));
        var config = platform.config(folder).staleAfter(Duration.ofSeconds(1)).build();
        try (var instance = Instance.start(platform, config, null).ready()) {
            isOn(instance, true);
            var api = OpenFeatureAPI.getInstance();
            api.setProviderAndWait("shop", new CenterControlProvider(instance.plane));
            try {
                var client = api.getClient("shop");
                var context = new ImmutableContext(tenant.id().toString());
                var told = new CopyOnWriteArrayList<ProviderState>();
                client.onProviderStale(event -> told.add(ProviderState.STALE));
                platform.delete(Contract.FLAGS);
                // A busy machine may have it be late for a second, and fresh again, before the topic is gone.
                Eventually.await(
                        "it is told", () -> !told.isEmpty() && client.getProviderState() == ProviderState.STALE);
                assertThat(client.getBooleanValue(KEY, false, context))
                        .as("by the copy that grew old")
                        .isTrue();

                client.onProviderReady(event -> told.add(ProviderState.READY));
                platform.createTopics();
                platform.say(FlagEvents.of(KEY, 1, FlagEvents.off()));
                Eventually.await("it is fresh", () -> told.contains(ProviderState.READY));
                isOn(instance, false);
                Eventually.await("it stays so", () -> client.getProviderState() == ProviderState.READY);
            } finally {
                api.shutdown();
            }
        }
    }

    @Test
    void parts_of_a_limit_follow_what_the_platform_says_and_demand_is_reported() {
        platform.say(tenant);
        platform.say(FlagEvents.of(1, new RateLimit(tenant.id(), null, CALLS, 40, 3600, 40, true, null, false)));
        try (var instance = started()) {
            instance.await(
                    "the limit is there", () -> instance.plane.status().limits().records() == 1);
            var id = instance.plane.status().instanceId();
            platform.say(FlagEvents.shares(1, List.of(id, "other"), tenant.id(), CALLS, List.of(0.25f, 0.75f)));
            instance.await(
                    "the shares are there",
                    () -> instance.plane.status().shares().records() == 1);
            var allowed = 0;
            for (var call = 0; call < 60; call++) {
                allowed += instance.plane.permit(tenant.id(), CALLS).allowed() ? 1 : 0;
            }
            assertThat(allowed).isEqualTo(10);
            assertThat(instance.plane.status().refusedCalls()).isEqualTo(50);
            var told = instance.position(said -> !said.getDemand().isEmpty());
            assertThat(told.getDemand()).singleElement().satisfies(demand -> {
                assertThat(demand.getTenantId()).isEqualTo(tenant.id().value());
                assertThat(demand.getCallClass()).isEqualTo(CALLS);
                assertThat(demand.getPerSecond()).isPositive();
            });
        }
        try (var plane = cutOff()) {
            var allowed = 0;
            for (var call = 0; call < 60; call++) {
                allowed += plane.permit(tenant.id(), CALLS).allowed() ? 1 : 0;
            }
            assertThat(allowed).as("the last share, with everything down").isEqualTo(10);
            assertThat(plane.flags().evaluate("none", tenant.id(), Map.of())).isNull();
        }
    }
}
