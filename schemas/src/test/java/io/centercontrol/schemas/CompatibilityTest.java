package io.centercontrol.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every schema reads and is read by every version that was ever published (FULL_TRANSITIVE), and what the build carries
 * is published.
 */
class CompatibilityTest {
    static Stream<Contract.Topic> topics() {
        return Contract.specimens().stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void fits_every_published_version(Contract.Topic topic) {
        var now = topic.schema();
        for (var version : PublishedSchemas.all(topic.schemaName())) {
            assertThat(problems(parse(version.text()), now))
                    .as("%s against published version %d", topic.schemaName(), version.number())
                    .isEmpty();
        }
    }

    /** A changed schema must be released as a new file: {@code -Dschemas.publish=true} writes it. */
    @ParameterizedTest
    @MethodSource("topics")
    void is_published_as_it_stands(Contract.Topic topic) throws IOException {
        var text = withoutJavaHints(topic.schema()).toString(true) + "\n";
        var versions = PublishedSchemas.all(topic.schemaName());
        if (!versions.isEmpty() && parse(versions.getLast().text()).equals(parse(text))) {
            return;
        }
        var next = Path.of("src/main/resources/published", topic.schemaName(), (versions.size() + 1) + ".avsc");
        if (Boolean.getBoolean("schemas.publish")) {
            Files.createDirectories(next.getParent());
            Files.writeString(next, text);
        } else {
            fail(topic.schemaName() + " differs from its newest published version. To release it run"
                    + " 'mvn -pl schemas test -Dschemas.publish=true' twice and commit " + next);
        }
    }

    @Test
    void a_new_field_with_a_default_fits() {
        assertThat(problems(
                        record("{'name':'a','type':'string'}"),
                        record("{'name':'a','type':'string'},{'name':'b','type':['null','long'],'default':null}")))
                .isEmpty();
    }

    @Test
    void a_new_field_without_a_default_is_refused() {
        assertThat(problems(
                        record("{'name':'a','type':'string'}"),
                        record("{'name':'a','type':'string'},{'name':'b','type':'long'}")))
                .isNotEmpty();
    }

    @Test
    void a_new_symbol_fits_only_an_enum_with_a_default() {
        var with = "{'name':'a','type':{'type':'enum','name':'E','symbols':[%s],'default':'X'}}";
        var without = "{'name':'a','type':{'type':'enum','name':'E','symbols':[%s]}}";
        assertThat(problems(record(with.formatted("'X'")), record(with.formatted("'X','Y'"))))
                .isEmpty();
        assertThat(problems(record(without.formatted("'X'")), record(without.formatted("'X','Y'"))))
                .isNotEmpty();
    }

    @Test
    void a_changed_time_unit_is_refused() {
        var field = "{'name':'t','type':['null',{'type':'long','logicalType':'timestamp-%s'}],'default':null}";
        assertThat(problems(record(field.formatted("micros")), record(field.formatted("millis"))))
                .containsExactly("/t: long{logicalType=timestamp-micros} became long{logicalType=timestamp-millis}");
    }

    @Test
    void a_changed_scale_is_refused() {
        var field = "{'name':'m','type':{'type':'bytes','logicalType':'decimal','precision':18,'scale':%d}}";
        assertThat(problems(record(field.formatted(2)), record(field.formatted(3))))
                .singleElement()
                .asString()
                .contains("scale=2", "scale=3");
    }

    private static List<String> problems(Schema before, Schema now) {
        var found = new ArrayList<String>();
        collect(found, "cannot read the published version", now, before);
        collect(found, "cannot be read by the published version", before, now);
        found.addAll(WireTypes.logicalDifferences(before, now));
        return found;
    }

    private static void collect(List<String> found, String what, Schema reader, Schema writer) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
            found.add(what + ": " + result.getResult().getIncompatibilities());
        }
    }

    private static Schema withoutJavaHints(Schema schema) {
        var text = schema.toString()
                .replace("{\"type\":\"string\",\"avro.java.string\":\"String\"}", "\"string\"")
                .replace(",\"avro.java.string\":\"String\"", "");
        return parse(text);
    }

    private static Schema record(String fields) {
        return parse(("{'type':'record','name':'R','fields':[" + fields + "]}").replace('\'', '"'));
    }

    private static Schema parse(String text) {
        return new Schema.Parser().parse(text);
    }
}
