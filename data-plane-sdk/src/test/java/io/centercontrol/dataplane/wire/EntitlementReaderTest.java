package io.centercontrol.dataplane.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.dataplane.EntitlementEvents;
import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.Grant;
import io.centercontrol.dataplane.RememberedTexts;
import io.centercontrol.dataplane.testing.SampleEntitlements;
import io.centercontrol.events.plans.Entitlement;
import io.centercontrol.events.plans.FeatureKind;
import io.centercontrol.events.plans.MeterPeriod;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.schemas.PublishedSchemas;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntitlementReaderTest {
    private static final Entitlements STANDARD = SampleEntitlements.of("standard")
            .on("loyalty")
            .off("pos")
            .limit("products", 100)
            .softLimit("staff", 0)
            .unlimited("stores")
            .meter("api-calls", 9, Grant.Period.DAY)
            .meter("exports", Grant.UNLIMITED, Grant.Period.MONTH)
            .build();

    private final RememberedTexts texts = new RememberedTexts();
    private final EntitlementReader reader =
            new EntitlementReader(new SchemaBook(new RegistryClient(URI.create("http://127.0.0.1:9")), texts));
    private final TenantId id = new TenantId(UUID.randomUUID());

    @BeforeEach
    void known() {
        texts.keepSchema(1, PublishedSchemas.newest("entitlements").text());
    }

    private byte[] value(io.centercontrol.events.plans.Entitlements event) {
        return WireFixture.value(1, event);
    }

    private byte[] with(io.centercontrol.events.plans.Grant... more) {
        var event = EntitlementEvents.of(id, 1, STANDARD);
        var values = new ArrayList<>(event.getValues());
        for (var grant : more) {
            values.add(Entitlement.newBuilder(values.getFirst()).setGrant(grant).build());
        }
        return value(io.centercontrol.events.plans.Entitlements.newBuilder(event)
                .setValues(List.copyOf(values))
                .build());
    }

    private static io.centercontrol.events.plans.Grant.Builder grant(Grant grant) {
        return io.centercontrol.events.plans.Grant.newBuilder(EntitlementEvents.of(grant));
    }

    @Test
    void reads_what_was_written() throws Exception {
        var bytes = value(EntitlementEvents.of(id, 7, STANDARD));
        assertThat(reader.state(bytes)).isEqualTo(new StateRecord.State<>(id.toString(), 7, STANDARD, bytes));
    }

    @Test
    void tenants_that_are_entitled_to_the_same_share_it() throws Exception {
        var one = reader.state(value(EntitlementEvents.of(id, 7, STANDARD))).value();
        var other = new TenantId(UUID.randomUUID());
        assertThat(reader.state(value(EntitlementEvents.of(other, 2, STANDARD))).value())
                .isSameAs(one);
    }

    @Test
    void what_it_does_not_understand_allows_nothing() throws Exception {
        var read = reader.state(with(
                        grant(new Grant.Limit("rockets", 5, false))
                                .setKind(FeatureKind.UNKNOWN)
                                .setOn(true)
                                .setUnlimited(true)
                                .build(),
                        grant(new Grant.Meter("launches", 5, Grant.Period.DAY))
                                .setPeriod(MeterPeriod.NONE)
                                .build()))
                .value();
        assertThat(read).isEqualTo(STANDARD);
        assertThat(read.check("rockets", 0).allowed()).isFalse();
        assertThat(read.check("launches", 0).allowed()).isFalse();
    }

    @Test
    void what_contradicts_itself_is_poison() {
        var twice = with(grant(new Grant.Limit("products", 5, true)).build());
        assertThatThrownBy(() -> reader.state(twice)).isInstanceOf(Poison.class).hasMessageContaining("products");
        var below = with(grant(new Grant.Limit("rockets", -1, true)).build());
        assertThatThrownBy(() -> reader.state(below)).isInstanceOf(Poison.class).hasMessageContaining("rockets");
        var other = UUID.randomUUID().toString();
        var good = value(EntitlementEvents.of(id, 7, STANDARD));
        assertThatThrownBy(() -> reader.read(other, null, good)).isInstanceOf(Poison.class);
        assertThatThrownBy(() -> reader.read(id.toString(), 8L, good)).isInstanceOf(Poison.class);
        var none = value(EntitlementEvents.of(id, 0, STANDARD));
        assertThatThrownBy(() -> reader.state(none)).isInstanceOf(Poison.class);
    }

    /** Whatever stands in the bytes, the answer is poison, never another exception. */
    @Test
    void no_bytes_break_the_reader() {
        var good = value(EntitlementEvents.of(id, 1, STANDARD));
        var random = new java.util.Random(3);
        // A text that claims its eight megabytes takes a while to make room for.
        for (var round = 0; round < 2_000; round++) {
            var bad = java.util.Arrays.copyOf(good, 6 + random.nextInt(good.length));
            for (var flips = random.nextInt(6); flips >= 0; flips--) {
                bad[5 + random.nextInt(bad.length - 5)] = (byte) random.nextInt(256);
            }
            try {
                reader.state(bad);
            } catch (Poison | SchemaMissing e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }
}
