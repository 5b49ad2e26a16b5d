package io.centercontrol.dataplane.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.dataplane.ConsumptionEvents;
import io.centercontrol.dataplane.Grant;
import io.centercontrol.dataplane.RememberedTexts;
import io.centercontrol.dataplane.consumption.FeatureUse;
import io.centercontrol.dataplane.consumption.TenantConsumption;
import io.centercontrol.events.plans.FeatureKind;
import io.centercontrol.events.plans.MeterPeriod;
import io.centercontrol.events.usage.FeatureConsumption;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.schemas.PublishedSchemas;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsumptionReaderTest {
    private static final Instant TIME = Instant.parse("2026-03-31T12:00:00.123456Z");
    private static final Instant END = Instant.parse("2026-04-01T00:00:00Z");
    private static final FeatureConsumption ORDERS =
            ConsumptionEvents.used(new Grant.Meter("orders", 10, Grant.Period.MONTH), 7, END);
    private static final FeatureConsumption PRODUCTS =
            ConsumptionEvents.used(new Grant.Limit("products", 10, true), 3, null);

    private final RememberedTexts texts = new RememberedTexts();
    private final ConsumptionReader reader =
            new ConsumptionReader(new SchemaBook(new RegistryClient(URI.create("http://127.0.0.1:9")), texts));
    private final TenantId id = new TenantId(UUID.randomUUID());

    @BeforeEach
    void known() {
        texts.keepSchema(1, PublishedSchemas.newest("consumption").text());
    }

    private TenantConsumption read(FeatureConsumption... features) throws Poison, SchemaMissing {
        return reader.state(WireFixture.value(1, ConsumptionEvents.of(id, 1, TIME, features)))
                .value();
    }

    private static FeatureConsumption of(FeatureKind kind, MeterPeriod period) {
        var grant = io.centercontrol.events.plans.Grant.newBuilder(ORDERS.getGrant())
                .setKind(kind)
                .setPeriod(period)
                .build();
        return FeatureConsumption.newBuilder(ORDERS).setGrant(grant).build();
    }

    @Test
    void reads_meters_and_limits() throws Exception {
        assertThat(read(ORDERS, PRODUCTS).uses())
                .containsExactly(
                        new FeatureUse("orders", Grant.Period.MONTH, END.toEpochMilli(), 7),
                        FeatureUse.ofLimit("products", 3));
        assertThat(read().asOf()).isEqualTo(TIME);
    }

    @Test
    void passes_over_what_it_does_not_know() throws Exception {
        assertThat(read(of(FeatureKind.UNKNOWN, MeterPeriod.MONTH)).uses()).isEmpty();
        assertThat(read(of(FeatureKind.METER, MeterPeriod.NONE)).uses()).isEmpty();
    }

    @Test
    void sets_aside_what_makes_no_sense() {
        assertThatThrownBy(() -> read(ORDERS, ORDERS)).isInstanceOf(Poison.class);
        assertThatThrownBy(() -> read(ConsumptionEvents.used(new Grant.Meter("a", 1, Grant.Period.DAY), 1, null)))
                .isInstanceOf(Poison.class)
                .hasMessageContaining("period");
    }
}
