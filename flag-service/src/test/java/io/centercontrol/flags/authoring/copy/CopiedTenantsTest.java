package io.centercontrol.flags.authoring.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centercontrol.dataplane.Health;
import io.centercontrol.dataplane.testing.InMemoryDataPlane;
import io.centercontrol.dataplane.testing.SampleEntitlements;
import io.centercontrol.dataplane.testing.SampleTenant;
import io.centercontrol.flags.authoring.Everyone;
import io.centercontrol.flags.authoring.Everyone.Member;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CopiedTenantsTest {
    private final InMemoryDataPlane plane = new InMemoryDataPlane();
    private final Everyone everyone = new CopiedTenants(plane);

    @Test
    void everyone_is_seen_as_every_instance_sees_them() {
        var acme = plane.put(SampleTenant.active("acme"));
        plane.put(SampleTenant.provisioning("other"));
        plane.entitle(acme.id(), SampleEntitlements.of("enterprise").build());

        var seen = new ArrayList<Member>();
        everyone.each(seen::add);

        assertThat(seen).extracting(Member::slug).containsExactlyInAnyOrder("acme", "other");
        var attributes = everyone.find(acme.id()).orElseThrow().attributes();
        assertThat(attributes.attribute("plan")).isEqualTo("enterprise");
        assertThat(attributes.attribute("tenantId")).isEqualTo(acme.id().toString());
        assertThat(attributes.attribute("region")).isEqualTo("eu");
        assertThat(attributes.targetingKey()).isEqualTo(acme.id().toString());
    }

    @Test
    void an_old_copy_is_whole_and_one_that_is_not_says_so() {
        plane.put(SampleTenant.active("acme"));
        plane.health(Health.STALE, Duration.ofHours(1));
        assertThat(everyone.isReady()).isTrue();

        plane.health(Health.NOT_READY, Duration.ZERO);

        assertThat(everyone.isReady()).isFalse();
        var refusal = Objects.requireNonNull(
                        catchThrowableOfType(RefusedException.class, () -> everyone.each(member -> {})))
                .refusal();
        assertThat(refusal).isInstanceOf(Refusal.Unavailable.class);
        assertThat(refusal.code()).isEqualTo("COPY_NOT_READY");
    }
}
