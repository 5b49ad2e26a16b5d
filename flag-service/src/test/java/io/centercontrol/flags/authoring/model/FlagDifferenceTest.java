package io.centercontrol.flags.authoring.model;

import static io.centercontrol.flags.authoring.model.FlagTest.content;
import static io.centercontrol.flags.authoring.model.FlagTest.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.kernel.FieldChange;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlagDifferenceTest {
    private static final String PLAIN = """
            {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off", "targeting": %s}
            """;

    @Test
    void a_definition_is_compared_down_to_its_values() {
        var before = content(PLAIN.formatted("{\"if\": [{\"==\": [{\"var\": \"plan\"}, \"basic\"]}, \"on\"]}"));
        var after = content(PLAIN.formatted("{\"if\": [{\"==\": [{\"var\": \"plan\"}, \"standard\"]}, \"on\"]}"));
        assertThat(FlagDifference.between(before, after))
                .containsExactly(new FieldChange("/definition/targeting/if/0/==/1", "basic", "standard"));
    }

    @Test
    void overrides_are_told_one_by_one() {
        var before = content(PLAIN.formatted("{}"))
                .withTenantOverride(tenant(1), "on")
                .withPlanOverride("basic", "on");
        var after = before.withTenantOverride(tenant(2), "off").withPlanOverride("basic", "off");
        assertThat(FlagDifference.between(before, after))
                .containsExactly(
                        new FieldChange("/tenantOverrides/" + tenant(2), null, "off"),
                        new FieldChange("/planOverrides/basic", "on", "off"));
    }

    @Test
    void of_many_differences_the_whole_is_told_and_a_long_one_by_its_beginning() {
        var before = content(PLAIN.formatted(listed("old")));
        var after = content(PLAIN.formatted(listed("new")));
        assertThat(FlagDifference.between(before, after)).singleElement().satisfies(one -> {
            assertThat(one.path()).isEqualTo("/definition/targeting");
            assertThat(one.after()).asString().startsWith("{\"if\"").contains("characters, SHA-256");
            assertThat(one.before()).isNotEqualTo(one.after());
        });
    }

    private static String listed(String word) {
        return IntStream.range(0, 200)
                .mapToObj(i -> "\"" + word + "-plan-of-some-length-" + i + "\"")
                .collect(Collectors.joining(",", "{\"if\": [{\"in\": [{\"var\": \"plan\"}, [", "]]}, \"on\"]}"));
    }

    @Test
    void the_hash_is_of_both_contents_and_not_of_their_writing() {
        var before = content(PLAIN.formatted("{}"));
        var same = content("""
                {"targeting": {}, "defaultVariant": "off", "variants": {"off": false, "on": true}, "state": "ENABLED"}
                """);
        var after = before.withPlanOverride("basic", "on");
        assertThat(FlagDifference.hash(before, after)).isEqualTo(FlagDifference.hash(same, after));
        assertThat(FlagDifference.hash(before, after))
                .isNotEqualTo(FlagDifference.hash(after, before))
                .isNotEqualTo(FlagDifference.hash(before, after.withPlanOverride("basic", "off")));
    }
}
