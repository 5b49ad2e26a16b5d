package io.centercontrol.benchmarks;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A flag of a benchmark, made by the public API as an operator makes it. */
final class OperationalFlag {
    private OperationalFlag() {}

    /** What a flag is made of, but for its key. */
    static Map<String, Object> body(Map<String, ?> definition) {
        return new HashMap<>(Map.of(
                "name",
                "A flag",
                "kind",
                "OPERATIONAL",
                "sensitive",
                false,
                "owner",
                "benchmark",
                "offVariant",
                "off",
                "reason",
                "the benchmark",
                "definition",
                definition));
    }

    static void make(Suite suite, String key, Map<String, ?> definition) throws IOException, InterruptedException {
        var body = body(definition);
        body.put("key", key);
        var answer = suite.ask("POST", "/api/v1/flags", body, Map.of("Idempotency-Key", key));
        if (answer.status() != 201) {
            throw new IOException(answer.status() + " " + answer.text());
        }
    }
}
