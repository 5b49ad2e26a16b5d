package io.centercontrol.flags.changes;

import static io.centercontrol.flags.changes.http.ChangeFixture.approve;
import static io.centercontrol.flags.changes.http.ChangeFixture.flag;
import static io.centercontrol.flags.changes.http.ChangeFixture.hash;
import static io.centercontrol.flags.changes.http.ChangeFixture.propose;
import static io.centercontrol.flags.changes.http.ChangeFixture.show;
import static io.centercontrol.flags.changes.http.ChangeFixture.showFlag;
import static io.centercontrol.flags.changes.http.ChangeFixture.turnedOn;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.centercontrol.testkit.ServiceStack;
import io.centercontrol.testkit.TurnedClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What time does to change requests, with the clock turned by hand. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
@TestProfile(AdvanceChangesIT.Turned.class)
class AdvanceChangesIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Clock clock;

    @Inject
    AdvanceChanges advanceChanges;

    /** With a clock that can be turned. */
    public static final class Turned implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(TurnedClockProducer.class);
        }
    }

    @Test
    void nobody_approved_it_for_seven_days() {
        String id = proposed(flag(true), turnedOn());
        TurnedClock.forward(Duration.ofDays(7).minusMinutes(5));
        show(id).body("state", equalTo("OPEN"));
        TurnedClock.forward(Duration.ofMinutes(6));
        await().atMost(SOON)
                .untilAsserted(
                        () -> show(id).body("state", equalTo("EXPIRED")).body("ending.by.id", equalTo("flag-service")));
    }

    @Test
    void an_approved_one_is_made_at_its_time_and_by_one_instance() throws Exception {
        var key = flag(true);
        var id = approved(key, Duration.ofDays(3), null);
        TurnedClock.forward(Duration.ofDays(2));
        show(id).body("state", equalTo("APPROVED"));
        TurnedClock.forward(Duration.ofDays(1));
        try (var threads = Executors.newFixedThreadPool(4)) {
            var instances = new ArrayList<Future<Integer>>();
            for (var i = 0; i < 4; i++) {
                instances.add(threads.submit(this::advance));
            }
            for (var instance : instances) {
                instance.get();
            }
        }
        show(id).body("state", equalTo("APPLIED")).body("version", equalTo(3)).body("ending.flagVersion", equalTo(2));
        showFlag(key).body("version", equalTo(2)).body("definition.defaultVariant", equalTo("on"));
    }

    @Test
    void one_that_could_not_be_made_before_its_end_is_not_made_late() {
        var key = flag(true);
        var id = approved(key, Duration.ofDays(1), Duration.ofDays(2));
        TurnedClock.forward(Duration.ofDays(9));
        await().atMost(SOON)
                .untilAsserted(() ->
                        show(id).body("state", equalTo("EXPIRED")).body("ending.why", containsString("approved")));
        showFlag(key).body("version", equalTo(1));
    }

    private Integer advance() {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> advanceChanges.run(new AdvanceChanges.Command(100)));
        } catch (Throwable e) {
            throw new AssertionError("an instance failed", e);
        }
    }

    private String approved(String key, Duration applyIn, @Nullable Duration expiresIn) {
        var body = turnedOn();
        body.put("applyAt", clock.instant().plus(applyIn).toString());
        if (expiresIn != null) {
            body.put("expiresAt", clock.instant().plus(expiresIn).toString());
        }
        var id = proposed(key, body);
        approve("bob", id, hash(id)).statusCode(200).body("state", equalTo("APPROVED"));
        return id;
    }

    private static String proposed(String key, Map<String, ?> body) {
        return propose("ann", key, body).statusCode(201).extract().path("id");
    }
}
