package io.centercontrol.audit;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.centercontrol.parts.tokens.Role;
import io.centercontrol.testkit.Environment;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** What tests of the trail ask for. */
public final class TrailFixture {
    /** Where entries are. */
    public static final String ENTRIES = "/api/v1/audit/entries";

    private static final Duration BOUND = Duration.ofSeconds(30);

    private TrailFixture() {}

    /** A request of an auditor. */
    public static RequestSpecification auditor() {
        return as(Role.AUDITOR);
    }

    /** A request in a role. */
    public static RequestSpecification as(Role role) {
        return given().auth().oauth2(Environment.current().tokens().of(role));
    }

    /** An entry in full, as soon as there is one. */
    public static JsonPath entry(UUID event) {
        await().atMost(BOUND)
                .untilAsserted(() -> auditor().get(ENTRIES + "/" + event).then().statusCode(200));
        return get(ENTRIES + "/" + event);
    }

    /** What an auditor gets. */
    public static JsonPath get(String path) {
        return auditor().get(path).then().statusCode(200).extract().jsonPath();
    }

    /** The same as text. */
    public static String text(String path) {
        return auditor().get(path).then().statusCode(200).extract().asString();
    }

    /** A number from the service's database. */
    public static long number(String sql) throws SQLException {
        try (var database = Environment.current().openDatabase();
                var statement = database.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getLong(1);
        }
    }
}
