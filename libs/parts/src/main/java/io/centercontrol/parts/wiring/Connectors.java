package io.centercontrol.parts.wiring;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.parts.HttpUser;
import io.centercontrol.parts.KafkaUser;
import io.centercontrol.parts.Secrets;
import io.centercontrol.schemas.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Debezium connectors from the templates in {@code deploy/connect}. A template is the body of Connect's REST API with
 * {@code @name@} where a place of this stack belongs.
 */
public final class Connectors {
    private final Addresses addresses;
    private final int databasePort;
    private final Path templates;
    private final JsonHttp http;

    /**
     * @param templates folder with {@code outbox.json}
     */
    public Connectors(Addresses addresses, Path templates, JsonHttp http) {
        this(addresses, addresses.postgres(), templates, http);
    }

    /** @param databasePort where connectors find PostgreSQL, when that is not where everybody finds it */
    public Connectors(Addresses addresses, int databasePort, Path templates, JsonHttp http) {
        this.addresses = addresses;
        this.databasePort = databasePort;
        this.templates = templates;
        this.http = http;
    }

    /**
     * Creates the connector or brings its settings up to date. The database's publication must exist.
     *
     * @param service whose outbox it carries; with the prefix it names the connector
     * @param database the database with the outbox; names the slot
     */
    public void put(String service, Access access, String database) throws IOException, InterruptedException {
        var text = fill(Files.readString(templates.resolve("outbox.json")), service, access, database);
        var config = JsonHttp.JSON.readTree(text).path("config");
        var connector = access.connector(service);
        try (var topics = new Topics(addresses)) {
            topics.createForConnector(access.connectorHeartbeat(service), access.connectorOffsets(service));
        }
        // Connect answers 409 while it rebalances and 500 while it starts; both pass.
        for (var attempt = 1; ; attempt++) {
            var answer = http.send("PUT", url(connector) + "/config", config, logIn());
            if (answer.status() < 300) {
                return;
            }
            if (attempt == 60 || answer.status() == 400) {
                throw new IOException("connector " + connector + ": " + answer.status() + " " + answer.text());
            }
            Thread.sleep(500);
        }
    }

    /** Waits until the connector's task runs. */
    public void awaitRunning(String connector) throws IOException, InterruptedException {
        for (var attempt = 0; attempt < 600; attempt++) {
            var answer = http.send("GET", url(connector) + "/status", null, logIn());
            var task = answer.json().path("tasks").path(0);
            if (task.path("state").asText().equals("RUNNING")) {
                return;
            }
            if (task.path("state").asText().equals("FAILED")) {
                throw new IOException(
                        "connector " + connector + ": " + task.path("trace").asText());
            }
            Thread.sleep(100);
        }
        throw new IOException("connector " + connector + " does not run after a minute");
    }

    /** Removes a connector; nothing happens if there is none. */
    public void delete(String connector) throws IOException, InterruptedException {
        for (var attempt = 0; attempt < 60; attempt++) {
            var answer = http.send("DELETE", url(connector), null, logIn());
            if (answer.status() == 404 || answer.status() < 300) {
                return;
            }
            Thread.sleep(500);
        }
        throw new IOException("cannot delete the connector " + connector);
    }

    /** Every connector with the state of itself and its tasks, as Connect reports them. */
    public List<State> states() throws IOException, InterruptedException {
        var states = new ArrayList<State>();
        var all = http.demand("GET", addresses.connectUrl() + "/connectors?expand=status", null, logIn());
        for (var entry : all.properties()) {
            var status = entry.getValue().path("status");
            var tasks = new ArrayList<String>();
            for (JsonNode task : status.path("tasks")) {
                tasks.add(task.path("state").asText());
            }
            states.add(new State(
                    entry.getKey(), status.path("connector").path("state").asText(), List.copyOf(tasks)));
        }
        return states;
    }

    /** Restarts what failed of a connector: a connector can say RUNNING over a task that failed. */
    public void restartFailed(String connector) throws IOException, InterruptedException {
        http.demand("POST", url(connector) + "/restart?includeTasks=true&onlyFailed=true", null, logIn());
    }

    /** Restarts a connector and all its tasks. */
    public void restart(String connector) throws IOException, InterruptedException {
        http.demand("POST", url(connector) + "/restart?includeTasks=true&onlyFailed=false", null, logIn());
    }

    private Map<String, String> logIn() {
        return HttpUser.ofConnect(addresses.secrets()).header();
    }

    private String url(String connector) {
        return addresses.connectUrl() + "/connectors/" + connector;
    }

    private String fill(String text, String service, Access access, String database) {
        var user = KafkaUser.ofConnector(addresses.secrets(), access.connectorUser(service));
        return text.replace("@connector@", access.connector(service))
                .replace("@offsets.topic@", access.connectorOffsets(service))
                .replace("@kafka.login@", user.jaasReference().replace("\"", "\\\""))
                .replace("@database@", database)
                .replace("@database.host@", Addresses.HOST)
                .replace("@database.port@", Integer.toString(databasePort))
                .replace("@database.user@", Databases.CONNECTOR_ROLE)
                .replace(
                        "@database.password@",
                        new Secrets(addresses.secrets()).forConnectors().passwordReference(Databases.CONNECTOR_ROLE));
    }

    /**
     * A connector as Connect sees it.
     *
     * @param tasks the state of each task: RUNNING, FAILED, PAUSED, UNASSIGNED, RESTARTING
     */
    public record State(String connector, String state, List<String> tasks) {
        public boolean failed() {
            return state.equals("FAILED") || tasks.contains("FAILED");
        }

        public boolean running() {
            return state.equals("RUNNING") && !tasks.isEmpty() && tasks.stream().allMatch("RUNNING"::equals);
        }
    }
}
