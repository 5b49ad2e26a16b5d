package io.centercontrol.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class JsonLogsTest {
    @Test
    void a_line_is_one_object_with_its_ids() throws Exception {
        var record = new ExtLogRecord(Level.WARN, "two\nlines and \"quotes\"", JsonLogsTest.class.getName());
        record.setLoggerName("io.centercontrol.tenants");
        record.setMdc(Map.of("tenantId", "t-1", "traceId", "0af7651916cd43dd8448eb211c80319c"));
        record.setThrown(new IllegalStateException("because"));

        var line = JsonLogs.formatter("tenant-registry").format(record);

        assertThat(line).endsWith("\n");
        assertThat(line.strip()).doesNotContain("\n");
        var json = new ObjectMapper().readTree(line);
        assertThat(json.at("/service").asText()).isEqualTo("tenant-registry");
        assertThat(json.at("/level").asText()).isEqualTo("WARN");
        assertThat(json.at("/message").asText()).isEqualTo("two\nlines and \"quotes\"");
        assertThat(json.at("/mdc/tenantId").asText()).isEqualTo("t-1");
        assertThat(json.at("/mdc/traceId").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(json.at("/stackTrace").asText()).contains("IllegalStateException: because");
        assertThat(json.at("/timestamp").asText()).isNotEmpty();
    }
}
