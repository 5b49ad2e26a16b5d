package io.centercontrol.usage.meters.http;

import io.centercontrol.testkit.document.DocumentRules;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The OpenAPI document that the build wrote. */
class DocumentIT {
    @Test
    void a_client_can_be_made_of_it() throws IOException {
        DocumentRules.check(Path.of("target/openapi/openapi.json"));
    }
}
