package io.centercontrol.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The AsyncAPI document tells of every topic, with its partitions, its clean-up and its newest schema. */
class AsyncApiTest {
    @Test
    void tells_of_every_topic() throws IOException {
        var document = new YAMLMapper().readTree(getClass().getResource("/asyncapi.yaml"));
        Map<String, JsonNode> channels = new HashMap<>();
        document.get("channels")
                .forEach(channel -> channels.put(channel.get("address").asText(), channel));

        assertThat(document.get("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(channels).hasSameSizeAs(Contract.specimens());
        for (var topic : Contract.specimens()) {
            var channel = channels.get(topic.name().replace(".specimen.", ".{service}."));
            assertThat(channel).as(topic.name()).isNotNull();
            var kafka = channel.at("/bindings/kafka");
            assertThat(kafka.get("partitions").asInt()).isEqualTo(topic.partitions());
            assertThat(texts(kafka.at("/topicConfiguration/cleanup.policy")))
                    .isEqualTo(topic.config().get("cleanup.policy"));
            assertThat(kafka.at("/topicConfiguration/retention.ms").asText(""))
                    .isEqualTo(topic.config().getOrDefault("retention.ms", ""));
            var newest = PublishedSchemas.newest(topic.schemaName());
            assertThat(document.at("/components/messages/" + topic.schemaName() + "/payload/schema/$ref")
                            .asText())
                    .isEqualTo("published/" + newest.name() + "/" + newest.number() + ".avsc");
        }
    }

    @Test
    void every_reference_leads_somewhere() throws IOException {
        var document = new YAMLMapper().readTree(getClass().getResource("/asyncapi.yaml"));
        for (var reference : document.findValuesAsText("$ref")) {
            if (reference.startsWith("#")) {
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                assertThat(getClass().getResource("/" + reference))
                        .as(reference)
                        .isNotNull();
            }
        }
    }

    private static String texts(JsonNode list) {
        var joined = new java.util.StringJoiner(",");
        list.forEach(item -> joined.add(item.asText()));
        return joined.toString();
    }
}
