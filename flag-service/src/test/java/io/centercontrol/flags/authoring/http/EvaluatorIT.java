package io.centercontrol.flags.authoring.http;

import static io.centercontrol.flags.authoring.http.FlagFixture.EVALUATORS;
import static io.centercontrol.flags.authoring.http.FlagFixture.FLAGS;
import static io.centercontrol.flags.authoring.http.FlagFixture.as;
import static io.centercontrol.flags.authoring.http.FlagFixture.body;
import static io.centercontrol.flags.authoring.http.FlagFixture.create;
import static io.centercontrol.flags.authoring.http.FlagFixture.created;
import static io.centercontrol.flags.authoring.http.FlagFixture.evaluator;
import static io.centercontrol.flags.authoring.http.FlagFixture.newKey;
import static io.centercontrol.flags.authoring.http.FlagFixture.onOff;
import static io.centercontrol.flags.authoring.http.FlagFixture.operator;
import static io.centercontrol.flags.authoring.http.FlagFixture.put;
import static io.centercontrol.flags.authoring.http.FlagFixture.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.ServiceStack;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Shared evaluators: what becomes of the flags that use them. */
@QuarkusTest
@QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "flag-service"))
class EvaluatorIT {
    private static final Map<String, ?> EUROPE = Map.of("==", List.of(Map.of("var", "region"), "eu"));
    private static final Map<String, ?> AMERICA = Map.of("==", List.of(Map.of("var", "region"), "us"));

    @Test
    void a_change_is_a_change_of_every_flag_that_uses_it() {
        var name = newKey();
        var other = newKey();
        evaluator(name, EUROPE, "").statusCode(201).body("version", equalTo(1));
        evaluator(other, Map.of("!", List.of(Map.of("$ref", name))), "").statusCode(201);
        var direct = using(name);
        var indirect = using(other);
        show(direct).body("evaluators", contains(name)).body("compiled.targeting.if[0].'=='[1]", equalTo("eu"));
        as(Role.PLATFORM_VIEWER)
                .get(EVALUATORS + "/" + name)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("usedBy", hasItem(direct))
                .body("usedBy", hasItem(indirect));

        evaluator(name, AMERICA, "?dryRun=true").statusCode(200).body("flags", hasSize(2));
        show(direct).body("version", equalTo(1));
        evaluator(name, AMERICA, "")
                .statusCode(200)
                .body("version", equalTo(2))
                .body("changes[0].path", equalTo("/rule/==/1"))
                .body("flags.key", hasItem(direct))
                .body("flags.key", hasItem(indirect))
                .body("eventId", notNullValue());

        show(direct).body("version", equalTo(2)).body("compiled.targeting.if[0].'=='[1]", equalTo("us"));
        show(indirect).body("compiled.targeting.if[0].'!'[0].'=='[1]", equalTo("us"));
        as(Role.AUDITOR)
                .get(FLAGS + "/" + direct + "/history")
                .then()
                .body("items[0].type", equalTo("flag.evaluator-changed"))
                .body("items[0].changes[0].path", equalTo("/evaluators/" + name + "/==/1"));
        as(Role.AUDITOR)
                .get(EVALUATORS + "/" + name + "/history")
                .then()
                .body("items.type", contains("evaluator.changed", "evaluator.created"));
    }

    @Test
    void one_that_is_in_use_is_not_deleted() {
        var name = newKey();
        evaluator(name, EUROPE, "").statusCode(201);
        var flag = using(name);
        var at = EVALUATORS + "/" + name + "?reason=test";
        operator()
                .delete(at)
                .then()
                .statusCode(409)
                .body("code", equalTo("EVALUATOR_IN_USE"))
                .body("flags", contains(flag));
        put(flag, "", body(null, onOff(null))).statusCode(200);

        operator().delete(at).then().statusCode(200).body("deleted", equalTo(true));
        as(Role.PLATFORM_VIEWER).get(EVALUATORS + "/" + name).then().statusCode(404);
        operator().delete(at).then().statusCode(404);
        put(flag, "", body(null, onOff(Map.of("if", List.of(Map.of("$ref", name), "on")))))
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/definition/targeting/if/0/$ref"));
        as(Role.PLATFORM_VIEWER).get(EVALUATORS + "?limit=500").then().body("items.name", not(hasItem(name)));
        evaluator(name, EUROPE, "").statusCode(200).body("version", equalTo(3));
    }

    @Test
    void what_would_break_a_flag_or_change_a_sensitive_one_is_refused() {
        var name = newKey();
        evaluator(name, Map.of("if", List.of(EUROPE, "on", "off")), "").statusCode(201);
        var flag = created(Map.of("$ref", name));
        evaluator(name, Map.of("if", List.of(EUROPE, "blue", "off")), "")
                .statusCode(409)
                .body("code", equalTo("EVALUATOR_BREAKS_FLAGS"))
                .body("flags", equalTo(Map.of(flag, refusalOf(name, flag))));
        show(flag).body("version", equalTo(1));

        var sensitive = body(newKey(), onOff(Map.of("$ref", name)));
        sensitive.put("sensitive", true);
        create(sensitive).statusCode(201);
        evaluator(name, Map.of("if", List.of(AMERICA, "on", "off")), "")
                .statusCode(409)
                .body("code", equalTo("NEEDS_APPROVAL"))
                .body("flags", contains(sensitive.get("key")));
        operator()
                .header("If-Match", "*")
                .body(Map.of(
                        "rule",
                        Map.of("if", List.of(AMERICA, "on", "off")),
                        "breakGlass",
                        true,
                        "reason",
                        "Europe has to be taken out at once."))
                .put(EVALUATORS + "/" + name)
                .then()
                .statusCode(200)
                .body("flags", hasSize(2));
        as(Role.AUDITOR)
                .get(FLAGS + "/" + sensitive.get("key") + "/history")
                .then()
                .body("items[0].type", equalTo("flag.changed-by-break-glass"));
    }

    private static String refusalOf(String name, String flag) {
        return evaluator(name, Map.of("if", List.of(EUROPE, "blue", "off")), "")
                .extract()
                .path("flags." + flag);
    }

    @Test
    void cycles_and_unknown_ones_are_refused() {
        var first = newKey();
        var second = newKey();
        evaluator(first, Map.of("!", List.of(Map.of("$ref", second))), "")
                .statusCode(400)
                .body("code", equalTo("UNKNOWN_EVALUATOR"))
                .body("errors[0].pointer", equalTo("/rule/!/0/$ref"));
        evaluator(first, EUROPE, "").statusCode(201);
        evaluator(second, Map.of("!", List.of(Map.of("$ref", first))), "").statusCode(201);
        evaluator(first, Map.of("!", List.of(Map.of("$ref", second))), "")
                .statusCode(400)
                .body("code", equalTo("CYCLE"));
    }

    @Test
    void the_version_is_minded() {
        var name = newKey();
        var body = Map.of("rule", EUROPE);
        operator().body(body).put(EVALUATORS + "/" + name).then().statusCode(428);
        operator()
                .header("If-None-Match", "*")
                .body(body)
                .put(EVALUATORS + "/" + name)
                .then()
                .statusCode(201);
        operator()
                .header("If-None-Match", "*")
                .body(body)
                .put(EVALUATORS + "/" + name)
                .then()
                .statusCode(409)
                .body("code", equalTo("EVALUATOR_NAME_TAKEN"));
        operator()
                .header("If-Match", "\"4\"")
                .body(body)
                .put(EVALUATORS + "/" + name)
                .then()
                .statusCode(412);
        operator()
                .header("If-Match", "\"1\"")
                .body(body)
                .put(EVALUATORS + "/" + name)
                .then()
                .statusCode(200)
                .body("changes", hasSize(0));
        as(Role.PLATFORM_VIEWER).body(body).put(EVALUATORS + "/" + name).then().statusCode(403);
    }

    /** Whatever the order in which they come, a flag holds the evaluator as it is in the end. */
    @Test
    void changes_of_flags_and_of_what_they_share_do_not_miss_each_other() throws Exception {
        var name = newKey();
        evaluator(name, EUROPE, "").statusCode(201);
        var flags = List.of(using(name), using(name), using(name));
        var work = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 4; i++) {
            var rule = Map.of("==", List.of(Map.of("var", "region"), "r" + i));
            work.add(() -> evaluator(name, rule, "").extract().statusCode());
            for (var flag : flags) {
                var body = body(null, onOff(Map.of("if", List.of(Map.of("$ref", name), "on"))));
                body.put("description", "Number " + i);
                work.add(() -> put(flag, "", body).extract().statusCode());
            }
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var answer : threads.invokeAll(work)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
        var rule = as(Role.PLATFORM_VIEWER).get(EVALUATORS + "/" + name).<Object>path("rule");
        for (var flag : flags) {
            show(flag).body("compiled.targeting.if[0]", equalTo(rule));
        }
    }

    private static String using(String name) {
        return created(Map.of("if", List.of(Map.of("$ref", name), "on")));
    }
}
