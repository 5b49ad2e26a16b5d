package io.centercontrol.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.parts.wiring.JsonHttp.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** What the ledger says of a change, for people. */
final class Proof {
    private Proof() {}

    /** How many instances obey, and since when. */
    static String of(String step, Answer answer) throws Demo.NotSo {
        var status = answer.json().path("status").asText();
        if (!status.equals("APPLIED") && !status.equals("EFFECTIVE")) {
            throw new Demo.NotSo(step, answer);
        }
        return status + ", " + answer.json().path("applied").asText() + " of "
                + answer.json().path("of").asText() + " instances, after " + delay(answer.json());
    }

    // From the operator's decision to the moment from which no instance served without it, and the part of it that the
    // ledger measures by the broker's clock alone.
    private static String delay(JsonNode json) {
        try {
            var effective = Instant.parse(json.path("effectiveAt").asText());
            var decided = Instant.parse(json.path("occurredAt").asText());
            var appended = Instant.parse(json.path("appendedAt").asText());
            return "%d ms, %d ms of them after the broker had it"
                    .formatted(
                            Duration.between(decided, effective).toMillis(),
                            Duration.between(appended, effective).toMillis());
        } catch (DateTimeParseException e) {
            return "an unknown time";
        }
    }
}
