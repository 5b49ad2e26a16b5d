package io.centercontrol.parts.wiring;

import io.centercontrol.parts.HttpUser;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Map;

/** The contract's schemas in the registry, each under its topic's subject. */
public final class Subjects {
    private final Addresses addresses;
    private final JsonHttp http;

    public Subjects(Addresses addresses, JsonHttp http) {
        this.addresses = addresses;
        this.http = http;
    }

    /** Makes every subject demand that any two versions can read each other; the registry's own default is nothing. */
    public void demandCompatibility() throws IOException, InterruptedException {
        http.demand("PUT", addresses.registryUrl() + "/config", Map.of("compatibility", "FULL_TRANSITIVE"), logIn());
    }

    /**
     * Registers the newest published schema of each topic.
     *
     * @throws IOException also when the registry finds a schema incompatible with an earlier version
     */
    public void register(List<Contract.Topic> topics, String prefix) throws IOException, InterruptedException {
        for (var topic : topics) {
            try {
                register(topic, prefix);
            } catch (HttpTimeoutException e) {
                // The registry lets a request lie once in a long while. The same schema again changes nothing.
                register(topic, prefix);
            }
        }
    }

    private void register(Contract.Topic topic, String prefix) throws IOException, InterruptedException {
        http.demand(
                "POST",
                addresses.registryUrl() + "/subjects/" + prefix + topic.subject() + "/versions",
                Map.of("schemaType", "AVRO", "schema", topic.publishedSchema()),
                logIn());
        // The rule of all holds for it too, but whoever asks what holds for the subject is told of its own alone.
        http.demand(
                "PUT",
                addresses.registryUrl() + "/config/" + prefix + topic.subject(),
                Map.of("compatibility", "FULL_TRANSITIVE"),
                logIn());
    }

    private Map<String, String> logIn() {
        return HttpUser.ofRegistryAdmin(addresses.secrets()).header();
    }
}
