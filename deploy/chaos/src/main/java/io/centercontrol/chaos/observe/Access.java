package io.centercontrol.chaos.observe;

import io.centercontrol.chaos.suite.Suite;
import io.centercontrol.parts.HttpUser;
import io.centercontrol.parts.Postgres;
import io.centercontrol.parts.Secrets;
import io.centercontrol.parts.wiring.Addresses;
import io.centercontrol.parts.wiring.JsonHttp;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.apache.avro.Schema;

/** How an outsider with every right gets to the parts: settings of clients, and nothing else. */
public final class Access {
    private final Addresses addresses;
    private final Secrets secrets;
    private final JsonHttp http = new JsonHttp();

    public Access(Suite suite) {
        this.addresses = suite.addresses();
        this.secrets = new Secrets(suite.folders().secrets());
    }

    /** Settings of a Kafka client that may do everything. */
    public Map<String, Object> kafka() {
        return addresses.kafkaAdmin();
    }

    /** A database, as PostgreSQL's superuser. */
    public Connection database(String name) throws SQLException {
        return DriverManager.getConnection(
                addresses.jdbc(name), Postgres.SUPERUSER, secrets.password(Postgres.SUPERUSER));
    }

    /** The schema that the registry knows by this id. */
    public Schema schema(int id) throws IOException, InterruptedException {
        var answer = http.demand(
                "GET",
                addresses.registryUrl() + "/schemas/ids/" + id,
                null,
                HttpUser.ofRegistryReader(secrets.folder()).header());
        return new Schema.Parser().parse(answer.path("schema").asText());
    }

    /** The id of the newest schema of a subject. */
    public int newestSchema(String subject) throws IOException, InterruptedException {
        var answer = http.demand(
                "GET",
                addresses.registryUrl() + "/subjects/" + subject + "/versions/latest",
                null,
                HttpUser.ofRegistryReader(secrets.folder()).header());
        return answer.path("id").asInt();
    }
}
