package io.centercontrol.testkit.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule sees what breaks it. */
class DocumentRulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String POST = "/paths/~1api~1v1~1things~1{id}/post";

    @Test
    void a_good_document_breaks_nothing() {
        assertThat(DocumentRules.brokenBy(good().toString())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/info | title | invalid",
                "/components/schemas | Problem | invalid",
                POST + " | operationId | has no operationId",
                POST + " | summary | has no summary",
                POST + " | security | who may do it",
                POST + "/parameters/0 | description | does not say what id is",
                POST + "/parameters/1 | name | Idempotency-Key",
                POST + "/parameters/2 | name | can be tried",
                POST + "/requestBody | required | body is required",
                POST + "/requestBody/content/application~1json | schema | takes application/json of no type",
                POST + "/requestBody/content/application~1json | example | has no example",
                POST + "/responses/201 | content | answers nothing that is typed",
                POST + "/responses/201 | headers | without telling where",
                POST + "/responses | 400 | 400 with a problem",
                POST + "/responses | 403 | 403 with a problem",
                POST + "/responses | 404 | 404 with a problem",
                POST + "/responses | 409 | 409 with a problem",
                POST + "/responses | 412 | 412 with a problem",
                POST + "/responses | 422 | 422 with a problem",
                POST + "/responses | 428 | 428 with a problem",
                POST + "/responses | 429 | 429 with a problem",
                "/components/securitySchemes/token | bearerFormat | not by a token",
                "/components/schemas/Thing | description | Thing has no description",
                "/components/schemas/Thing/properties/name | description | does not say what name is"
            })
    void what_is_left_away_is_missed(String place, String field, String said) {
        var document = good();
        ((ObjectNode) document.at(place)).remove(field);
        assertThat(DocumentRules.brokenBy(document.toString()))
                .anySatisfy(line -> assertThat(line).contains(said));
    }

    @Test
    void an_example_is_as_its_schema_says() {
        var document = good();
        ((ObjectNode) document.at(POST + "/requestBody/content/application~1json/example")).put("name", 7);
        assertThat(DocumentRules.brokenBy(document.toString()))
                .singleElement()
                .asString()
                .contains("an example against its schema", "/name");
    }

    @Test
    void a_name_that_is_counted_is_none() {
        var document = good();
        ((ObjectNode) document.at("/components/schemas")).set("Kind1", document.at("/components/schemas/Thing"));
        assertThat(DocumentRules.brokenBy(document.toString()))
                .containsExactly("Kind1 is no name for a schema of ours");
    }

    @Test
    void an_operation_id_is_given_once() {
        var document = good();
        ((ObjectNode) document.at("/paths"))
                .set(
                        "/api/v1/others/{id}",
                        document.at("/paths/~1api~1v1~1things~1{id}").deepCopy());
        assertThat(DocumentRules.brokenBy(document.toString()))
                .anySatisfy(line -> assertThat(line).contains("changeThing"));
    }

    private static JsonNode good() {
        try {
            var document = JSON.readTree("""
                {"openapi": "3.1.0", "info": {"title": "Things", "version": "1"},
                 "paths": {"/api/v1/things/{id}": {"post": {
                   "operationId": "changeThing", "summary": "Change a thing",
                   "security": [{"token": ["admin"]}],
                   "parameters": [
                     {"name": "id", "in": "path", "required": true, "description": "Which.", "schema": {"type": "string"}},
                     {"name": "Idempotency-Key", "in": "header", "description": "Once.", "schema": {"type": "string"}},
                     {"name": "dryRun", "in": "query", "description": "Try.", "schema": {"type": "boolean"}},
                     {"name": "If-Match", "in": "header", "required": true, "description": "Version.", "schema": {"type": "string"}}],
                   "requestBody": {"required": true, "content": {"application/json": {
                     "schema": {"$ref": "#/components/schemas/Thing"}, "example": {"name": "a thing"}}}},
                   "responses": {"201": {"description": "A thing.",
                     "headers": {"Location": {"schema": {"type": "string"}}},
                     "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}}}},
                 "components": {
                   "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
                   "responses": {"Refused": {"description": "Refused.", "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}},
                   "schemas": {
                     "Problem": {"type": "object", "description": "A problem."},
                     "Thing": {"type": "object", "description": "A thing.", "properties": {"name": {"type": "string", "description": "Its name."}}}}}}
                """);
            var responses = (ObjectNode) document.at(POST + "/responses");
            for (var status : List.of("400", "401", "403", "404", "409", "412", "422", "428", "429")) {
                responses.putObject(status).put("$ref", "#/components/responses/Refused");
            }
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
