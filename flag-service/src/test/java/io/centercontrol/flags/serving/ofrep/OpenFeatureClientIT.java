package io.centercontrol.flags.serving.ofrep;

import static io.centercontrol.flags.serving.FlagsFixture.bool;
import static io.centercontrol.flags.serving.FlagsFixture.newKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.evaluation.KillSwitch;
import io.centercontrol.evaluation.Layers;
import io.centercontrol.flags.keys.KeyRing;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.flags.serving.FlagsFixture;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An OpenFeature client with the public OFREP provider, both as they are. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class OpenFeatureClientIT {
    private static final String DOMAIN = "ofrep";

    @Inject
    DataPlane plane;

    @Inject
    KeyRing ring;

    private FlagsFixture flags;
    private Client client;
    private String flag;

    @BeforeEach
    void begin() {
        flags = new FlagsFixture(plane, ring);
        flag = newKey();
        var options = OfrepProviderOptions.builder()
                .baseUrl("http://127.0.0.1:" + RestAssured.port)
                .headers(ImmutableMap.of(
                        "Authorization", ImmutableList.of("Bearer " + flags.key(Scope.OFREP)),
                        "Content-Type", ImmutableList.of("application/json")))
                .build();
        OpenFeatureAPI.getInstance().setProviderAndWait(DOMAIN, OfrepProvider.constructProvider(options));
        client = OpenFeatureAPI.getInstance().getClient(DOMAIN);
    }

    @AfterEach
    void end() {
        flags.archive(flag);
        flags.close();
    }

    @Test
    void it_gets_the_right_value_also_after_a_change_and_after_a_kill_switch() {
        var tenant = flags.platform().tenant(plane, "gold");
        var other = flags.platform().tenant(plane, "basic");
        var gold = Layers.of(bool("{\"if\":[{\"==\":[{\"var\":\"plan\"},\"gold\"]},\"on\"]}"));
        flags.put(flag, gold);
        assertThat(client.getBooleanValue(flag, false, of(tenant.toString()))).isTrue();
        assertThat(client.getBooleanValue(flag, true, of(other.toString()))).isFalse();
        assertThat(client.getBooleanDetails(flag, false, of(tenant.toString())).getVariant())
                .isEqualTo("on");

        flags.put(flag, gold.overrides(Map.of(other.toString(), "on"), Map.of()));
        assertThat(client.getBooleanValue(flag, false, of(other.toString()))).isTrue();

        flags.put(flag, gold.off("off", KillSwitch.forEveryone()));
        assertThat(client.getBooleanValue(flag, true, of(tenant.toString()))).isFalse();
    }

    /** The provider, 0.0.2, encodes nothing of a key: with a slash in it, it asks at another address. */
    @Test
    void it_gets_a_flag_whose_key_needs_no_encoding() {
        flag = newKey() + "team:feature";
        flags.put(flag, bool("{\"if\":[true,\"on\"]}"));
        assertThat(client.getBooleanValue(flag, false, of("x"))).isTrue();
        flags.archive(flag);
        flag = newKey() + "/new";
        flags.put(flag, bool("{\"if\":[true,\"on\"]}"));
        assertThat(client.getBooleanDetails(flag, false, of("x")).getErrorCode())
                .isEqualTo(ErrorCode.FLAG_NOT_FOUND);
    }

    @Test
    void it_gets_every_type() {
        var definition = "{\"state\":\"ENABLED\",\"variants\":{\"v\":%s},\"defaultVariant\":\"v\"}";
        flags.put(flag, definition.formatted("\"text\""));
        assertThat(client.getStringValue(flag, "", of("x"))).isEqualTo("text");
        flags.put(flag, definition.formatted("12"));
        assertThat(client.getIntegerValue(flag, 0, of("x"))).isEqualTo(12);
        flags.put(flag, definition.formatted("1.5"));
        assertThat(client.getDoubleValue(flag, 0.0, of("x"))).isEqualTo(1.5);
        flags.put(flag, definition.formatted("{\"a\":\"b\"}"));
        assertThat(client.getObjectValue(flag, new Value(), of("x"))
                        .asStructure()
                        .getValue("a")
                        .asString())
                .isEqualTo("b");
        assertThat(client.getBooleanDetails(flag, true, of("x")).getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
    }

    @Test
    void its_own_default_counts_where_there_is_no_value() {
        assertThat(client.getBooleanDetails(newKey(), true, of("x")).getErrorCode())
                .isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        flags.put(flag, "{\"state\":\"DISABLED\",\"variants\":{\"on\":false},\"defaultVariant\":\"on\"}");
        assertThat(client.getBooleanValue(flag, true, of("x"))).isTrue();
        flags.put(flag, "{\"state\":\"ENABLED\",\"variants\":{\"on\":false},\"defaultVariant\":null}");
        assertThat(client.getBooleanValue(flag, true, of("x"))).isTrue();
    }

    private static ImmutableContext of(String targetingKey) {
        return new ImmutableContext(targetingKey);
    }
}
