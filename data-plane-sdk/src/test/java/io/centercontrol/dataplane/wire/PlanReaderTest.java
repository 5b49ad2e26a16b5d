package io.centercontrol.dataplane.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.dataplane.EntitlementEvents;
import io.centercontrol.dataplane.Entitlements;
import io.centercontrol.dataplane.RememberedTexts;
import io.centercontrol.dataplane.testing.SampleEntitlements;
import io.centercontrol.dataplane.view.Offer;
import io.centercontrol.events.plans.Plan;
import io.centercontrol.events.plans.PlanKind;
import io.centercontrol.events.plans.PlanStatus;
import io.centercontrol.schemas.PublishedSchemas;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanReaderTest {
    private final RememberedTexts texts = new RememberedTexts();
    private final PlanReader reader =
            new PlanReader(new SchemaBook(new RegistryClient(URI.create("http://127.0.0.1:9")), texts));

    @BeforeEach
    void known() {
        texts.keepSchema(1, PublishedSchemas.newest("plan").text());
    }

    private static Entitlements offer(int version) {
        return SampleEntitlements.of(new Entitlements.Plan("basic", version, "Plan basic"))
                .limit("products", version)
                .build();
    }

    private Offer read(Plan plan) throws SchemaMissing, Poison {
        return reader.state(WireFixture.value(1, plan)).value();
    }

    @Test
    void offers_the_newest_published_version() throws Exception {
        var plan = EntitlementEvents.plan("basic", 4, offer(1), offer(2), offer(3));
        assertThat(read(plan)).isEqualTo(new Offer("basic", offer(3)));
        plan.getVersions().get(2).put("status", PlanStatus.RETIRED);
        assertThat(read(plan)).isEqualTo(new Offer("basic", offer(2)));
        plan.getVersions().forEach(version -> version.put("status", PlanStatus.UNKNOWN));
        assertThat(read(plan)).isEqualTo(new Offer("basic", null));
    }

    @Test
    void offers_nothing_that_is_not_for_everybody() throws Exception {
        var plan = EntitlementEvents.plan("basic", 4, offer(1));
        plan.put("kind", PlanKind.ADD_ON);
        assertThat(read(plan).entitlements()).isNull();
        plan.put("kind", PlanKind.PLAN);
        plan.put("onlyFor", UUID.randomUUID());
        assertThat(read(plan).entitlements()).isNull();
    }
}
