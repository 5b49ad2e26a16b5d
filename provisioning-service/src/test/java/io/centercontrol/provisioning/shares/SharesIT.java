package io.centercontrol.provisioning.shares;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.events.dataplane.Demand;
import io.centercontrol.events.provisioning.Shares;
import io.centercontrol.provisioning.WorldFixture;
import io.centercontrol.provisioning.WorldFixture.InstanceFixture;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Instances tell of demand on a real topic, and hear their parts of the limits on another. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceStack.class,
        initArgs = {
            @ResourceArg(name = "service", value = "provisioning-service"),
            @ResourceArg(name = "tenant-services", value = "shop,late")
        })
class SharesIT {
    private static final String SERVICE = "late";
    private static final UUID TENANT = UUID.fromString("01a20474-66fd-731c-94bd-000000000001");

    @BeforeAll
    static void connected() {
        Environment.current().awaitConnected();
    }

    @Test
    void parts_follow_the_demand_and_who_stops_gives_its_part_up() {
        var one = InstanceFixture.of(SERVICE, 0);
        var other = InstanceFixture.of(SERVICE, 0);
        try (var world = new WorldFixture();
                var topic = Environment.current().read(Contract.SHARES)) {
            var equal = told(topic, shares -> of(shares, one, other), () -> {
                world.demand(one);
                world.demand(other);
            });
            assertThat(equal.getShares()).isEmpty();

            // Between two positions it may be told of the one alone first.
            var uneven = told(topic, shares -> part(shares, one) > 0.85f && part(shares, one) < 0.87f, () -> {
                world.demand(one, new Demand(TENANT, "checkout", 90f));
                world.demand(other, new Demand(TENANT, "checkout", 10f));
            });
            assertThat(part(uneven, other)).isBetween(0.13f, 0.15f);
            assertThat(uneven.getChange().getVersion())
                    .isGreaterThan(equal.getChange().getVersion());

            world.demand(other.stopped());
            var alone = told(
                    topic,
                    shares -> of(shares, one) && !of(shares, other),
                    () -> world.demand(one, new Demand(TENANT, "checkout", 90f)));
            assertThat(alone.getInstances()).contains(one.id());
        }
    }

    /** Of the tenant's calls; 0 where nothing is said of them. */
    private static float part(Shares shares, InstanceFixture instance) {
        return shares.getShares().stream()
                .filter(share -> share.getTenantId().equals(TENANT))
                .map(share -> share.getParts().get(shares.getInstances().indexOf(instance.id())))
                .findFirst()
                .orElse(0f);
    }

    private static boolean of(Shares shares, InstanceFixture... instances) {
        return List.of(instances).stream()
                .allMatch(instance -> shares.getInstances().contains(instance.id()));
    }

    /** What is told while the instances go on to tell of themselves. */
    private static Shares told(TopicReader topic, Predicate<Shares> fits, Runnable tell) {
        for (var round = 0; round < 60; round++) {
            tell.run();
            var found = topic.allWithin(Duration.ofMillis(500)).stream()
                    .filter(record -> SERVICE.equals(record.key()))
                    .map(record -> WorldFixture.decode(record.value(), Shares.class))
                    .filter(fits)
                    .toList();
            if (!found.isEmpty()) {
                return found.getLast();
            }
        }
        throw new AssertionError("it was never told");
    }
}
