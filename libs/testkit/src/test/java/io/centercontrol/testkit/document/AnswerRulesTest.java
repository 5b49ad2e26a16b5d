package io.centercontrol.testkit.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an answer says otherwise than its document is seen. */
class AnswerRulesTest {
    private static final AnswerRules RULES = new AnswerRules("""
        {"openapi": "3.1.0", "info": {"title": "Things", "version": "1"},
         "paths": {"/api/v1/things/{id}": {"get": {"responses": {
           "200": {"description": "A thing.",
             "headers": {"ETag": {"$ref": "#/components/headers/ETag"}, "Age": {"schema": {"type": "string"}}},
             "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
           "204": {"description": "Nothing."}}}}},
         "components": {
           "headers": {"ETag": {"required": true, "schema": {"type": "string"}}},
           "schemas": {"Thing": {"type": "object", "required": ["id"], "properties": {
             "id": {"type": "string", "format": "uuid"},
             "state": {"type": "string", "enum": ["ON", "OFF"]},
             "part": {"anyOf": [{"$ref": "#/components/schemas/Thing"}, {"type": "null"}]},
             "labels": {"type": "object", "additionalProperties": {"type": "string"}}}}}}}
        """.getBytes(StandardCharsets.UTF_8));
    private static final String ID = "\"id\":\"01a20474-66fd-731c-94bd-a664136c02d6\"";

    @Test
    void a_good_answer_breaks_nothing() {
        assertThat(thing("{" + ID + ",\"state\":\"ON\",\"part\":{" + ID + ",\"part\":null},\"labels\":{\"a\":\"b\"}}"))
                .isEmpty();
        assertThat(broken(204, Map.of(), "")).isEmpty();
    }

    @Test
    void a_status_that_does_not_stand_there_is_seen() {
        assertThat(broken(404, Map.of(), "")).containsExactly("the document knows no 404 of it");
    }

    @Test
    void a_media_type_that_does_not_stand_there_is_seen() {
        assertThat(broken(200, Map.of("ETag", "\"1\"", "Content-Type", "text/html"), "<p>"))
                .containsExactly("200 with text/html, where the document knows [application/json]");
        assertThat(broken(204, Map.of(), "{}")).containsExactly("204 with a body, where the document knows of none");
    }

    @Test
    void a_header_that_must_be_there_is_missed() {
        assertThat(broken(200, Map.of("Content-Type", "application/json"), "{" + ID + "}"))
                .containsExactly("200 without the header ETag");
    }

    @Test
    void what_is_wrong_in_the_body_is_seen() {
        assertThat(thing("{")).containsExactly("200 with what is no JSON");
        assertThat(thing("{}")).singleElement().asString().contains("required property 'id'");
        assertThat(thing("{\"id\":\"7\"}")).singleElement().asString().contains("/id", "uuid");
        assertThat(thing("{" + ID + ",\"state\":\"AWAY\"}"))
                .singleElement()
                .asString()
                .contains("/state");
        assertThat(thing("{" + ID + ",\"labels\":{\"a\":7}}"))
                .singleElement()
                .asString()
                .contains("/labels/a");
        assertThat(thing("{" + ID + ",\"part\":{}}")).isNotEmpty();
    }

    @Test
    void a_property_that_nobody_told_of_is_seen() {
        assertThat(thing("{" + ID + ",\"secret\":1}"))
                .singleElement()
                .asString()
                .contains("'secret'");
    }

    private static List<String> thing(String body) {
        return broken(200, Map.of("ETag", "\"1\"", "Content-Type", "application/json;charset=UTF-8"), body);
    }

    private static List<String> broken(int status, Map<String, String> headers, String body) {
        var all = headers.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, one -> List.of(one.getValue())));
        return RULES.brokenBy(
                "GET",
                "/api/v1/things/{id}",
                status,
                HttpHeaders.of(all, (name, value) -> true),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
