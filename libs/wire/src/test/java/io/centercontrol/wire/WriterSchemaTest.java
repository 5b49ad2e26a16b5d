package io.centercontrol.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.schemas.Contract;
import io.centercontrol.schemas.PublishedSchemas;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.SchemaParseException;
import org.junit.jupiter.api.Test;

/** A schema is no more than what can be read with it. */
class WriterSchemaTest {
    private static void refused(String text, String why) {
        assertThatThrownBy(() -> WriterSchema.parse(text))
                .isInstanceOf(SchemaParseException.class)
                .hasMessageContaining(why);
    }

    private static String record(String name, String fields) {
        return "{\"type\":\"record\",\"name\":\"%s\",\"fields\":[%s]}".formatted(name, fields);
    }

    private static String field(String name, String type) {
        return "{\"name\":\"%s\",\"type\":%s}".formatted(name, type);
    }

    @Test
    void every_published_schema_is_within_the_bounds() {
        var topics = Stream.concat(Contract.platformTopics().stream(), Contract.topicsOf("shop").stream())
                .toList();
        for (var topic : topics) {
            for (var version : PublishedSchemas.all(topic.schemaName())) {
                assertThat(WriterSchema.parse(version.text())).isNotNull();
                assertThat(version.text()).hasSizeLessThan(WriterSchema.MOST_CHARACTERS / 4);
            }
        }
    }

    @Test
    void a_type_does_not_hold_itself() {
        refused(record("Tree", field("below", "{\"type\":\"array\",\"items\":\"Tree\"}")), "holds itself");
        refused(record("Tree", field("left", "[\"null\",\"Tree\"]")), "holds itself");
        refused(
                record("A", field("b", record("B", field("a", "{\"type\":\"map\",\"values\":\"A\"}")))),
                "holds itself");
    }

    /** Forty types of which each holds the one before twice: 2^40 nulls, in no bytes at all. */
    @Test
    void a_small_text_does_not_stand_for_a_huge_value() {
        var type = record("T0", field("n", "\"null\""));
        for (var n = 1; n <= 40; n++) {
            type = record("T" + n, field("a", type) + "," + field("b", "\"T" + (n - 1) + "\""));
        }
        refused(type, "parts");
    }

    @Test
    void nesting_and_size_are_bounded() {
        refused("{\"type\":\"array\",\"items\":".repeat(64) + "\"int\"" + "}".repeat(64), "deeper");
        refused("{\"type\":\"array\",\"items\":".repeat(900) + "\"int\"" + "}".repeat(900), "deeper");
        refused("{\"type\":\"array\",\"items\":".repeat(9_000) + "\"int\"" + "}".repeat(9_000), "");
        refused("{\"type\":\"fixed\",\"name\":\"F\",\"size\":2147483647}", "bytes");
        refused("\"" + "x".repeat(WriterSchema.MOST_CHARACTERS) + "\"", "characters");
        refused("{}", "");
        refused("", "");
        refused("[[[", "");
    }

    /** Deep by names that are declared elsewhere, which a walk that remembers them must add up. */
    @Test
    void nesting_counts_through_names() {
        var parts = new StringBuilder(field("f0", record("N0", field("n", "\"int\""))));
        for (var n = 1; n <= 70; n++) {
            parts.append(",").append(field("f" + n, record("N" + n, field("n", "\"N" + (n - 1) + "\""))));
        }
        refused(record("All", parts.toString()), "deeper");
    }

    @Test
    void wide_is_not_deep() {
        assertThat(WriterSchema.parse(record("Wide", String.join(",", fields(1_000)))))
                .isNotNull();
    }

    private static List<String> fields(int count) {
        return Stream.iterate(0, n -> n + 1)
                .limit(count)
                .map(n -> field("f" + n, "\"string\""))
                .toList();
    }
}
