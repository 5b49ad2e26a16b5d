package io.centercontrol.flags.serving;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.evaluation.Layers;
import io.centercontrol.events.flags.Flag;
import io.centercontrol.events.flags.FlagKind;
import io.centercontrol.events.flags.FlagType;
import io.centercontrol.flags.PlatformFixture;
import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.EventWriter;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** Flags as their owner tells of them, in the copy of the instance under test, and keys to ask for them. */
public final class FlagsFixture implements AutoCloseable {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private final PlatformFixture platform = new PlatformFixture();
    private final DataPlane plane;
    private final KeyRing ring;
    private final Map<String, Long> versions = new HashMap<>();

    public FlagsFixture(DataPlane plane, KeyRing ring) {
        this.plane = plane;
        this.ring = ring;
    }

    /** Everybody around this service. */
    public PlatformFixture platform() {
        return platform;
    }

    /** A key that no other test has. */
    public static String newKey() {
        return "f" + UUID.randomUUID().toString().substring(0, 13);
    }

    /** A boolean flag that is off, but for those that its targeting picks. */
    public static String bool(String targeting) {
        return "{\"state\":\"ENABLED\",\"variants\":{\"on\":true,\"off\":false},\"defaultVariant\":\"off\",\"targeting\":"
                + targeting + "}";
    }

    /** Tells of a flag with all of its layers, and waits until the instance has it. */
    public void put(String key, Layers layers) {
        put(key, layers.compile(key).json());
    }

    /** The same with a definition that is compiled already. */
    public void put(String key, String definition) {
        // What is served by the open protocols changes when a change is told, a moment after it is in the copy.
        var told = new AtomicBoolean(definition.equals(plane.flags().definition(key)));
        var subscription = plane.flags()
                .onChange(changed -> told.compareAndSet(
                        false, definition.equals(plane.flags().definition(key))));
        try {
            say(key, definition, false);
            await().atMost(BOUND)
                    .pollInterval(Duration.ofMillis(10))
                    .untilAsserted(
                            () -> assertThat(plane.flags().definition(key)).isEqualTo(definition));
            await().atMost(BOUND).pollInterval(Duration.ofMillis(10)).untilTrue(told);
        } finally {
            subscription.close();
        }
    }

    /** A flag is no flag any more. */
    public void archive(String key) {
        say(key, bool("{}"), true);
        await().atMost(BOUND).until(() -> plane.flags().find(key) == null);
    }

    /** Tells of a flag, and waits for nothing. */
    public void say(String key, String definition, boolean archived) {
        var now = Instant.now();
        var eventId = EventWriter.newId();
        var version = versions.merge(key, 1L, Long::sum);
        var record = Flag.newBuilder()
                .setChange(PlatformFixture.change(eventId, key, version, "flag.changed"))
                .setKey(key)
                .setName(key)
                .setDescription("")
                .setType(FlagType.BOOLEAN)
                .setKind(FlagKind.RELEASE)
                .setOwner("test")
                .setTags(List.of())
                .setSensitive(false)
                .setStaleAt(null)
                .setDefinition(definition)
                .setAuthored(definition)
                .setOffVariant("off")
                .setKillSwitches(List.of())
                .setTenantOverrides(Map.of())
                .setPlanOverrides(Map.of())
                .setArchived(archived)
                .setUpdatedAt(now)
                .build();
        platform.events().state(Contract.FLAGS, key, eventId, version, record);
    }

    /** A key of a program that the instance knows. */
    public String key(Scope scope) {
        return key(scope, List.of());
    }

    /** The same, bound to tenants. */
    public String key(Scope scope, List<String> tenants) {
        var key = given().auth()
                .oauth2(Environment.current().tokens().of(Role.PLATFORM_ADMIN))
                .contentType(ContentType.JSON)
                .body(Map.of("name", "test", "scopes", List.of(scope.name()), "tenants", tenants, "reason", "a test"))
                .post("/api/v1/sdk-keys")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("key");
        await().atMost(BOUND).pollInterval(Duration.ofMillis(20)).until(() -> ring.find(key, scope) != null);
        return key;
    }

    /** Revokes a key. */
    public static void revoke(String key) {
        var digits = key.substring(4, 36);
        var id = digits.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        given().auth()
                .oauth2(Environment.current().tokens().of(Role.PLATFORM_ADMIN))
                .delete("/api/v1/sdk-keys/" + id + "?reason=test")
                .then()
                .statusCode(200);
    }

    @Override
    public void close() {
        platform.close();
    }
}
