package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.security.scram.ScramLoginModule;
import org.junit.jupiter.api.Test;

class DataPlaneConfigTest {
    private static final Map<String, String> PREFERRED = Map.of("request.timeout.ms", "5000");
    private static final Map<String, String> FIXED = Map.of("isolation.level", "read_committed");

    private static DataPlaneConfig.Builder config() {
        return DataPlaneConfig.forService("shop").kafkaBootstrap("127.0.0.1:9");
    }

    @Test
    void without_a_user_nobody_logs_in() {
        assertThat(config().build().kafkaClient(PREFERRED, FIXED))
                .containsOnlyKeys("request.timeout.ms", "isolation.level", "bootstrap.servers");
    }

    @Test
    void a_user_logs_in_by_scram_whatever_the_password_has_in_it() {
        var password = "a\"b\\c; d='e'";
        var settings = config().kafkaCredentials(new Credentials("shop", password))
                .build()
                .kafkaClient(PREFERRED, FIXED);
        assertThat(settings)
                .containsEntry("security.protocol", "SASL_PLAINTEXT")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512");
        var jaas = new Password(String.valueOf(settings.get("sasl.jaas.config")));
        var entry = JaasContext.loadClientContext(Map.of("sasl.jaas.config", jaas))
                .configurationEntries()
                .getFirst();
        assertThat(entry.getLoginModuleName()).isEqualTo(ScramLoginModule.class.getName());
        assertThat(entry.getOptions()).isEqualTo(Map.of("username", "shop", "password", password));
    }

    @Test
    void settings_of_ones_own_go_before_ours_but_not_before_what_promises_rest_on() {
        var settings = config().kafkaCredentials(new Credentials("shop", "secret"))
                .kafka(Map.of(
                        "security.protocol", "SASL_SSL",
                        "request.timeout.ms", "9000",
                        "isolation.level", "read_uncommitted"))
                .build()
                .kafkaClient(PREFERRED, FIXED);
        assertThat(settings)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("request.timeout.ms", "9000")
                .containsEntry("isolation.level", "read_committed");
    }

    @Test
    void a_password_is_not_printed() {
        var config = config().kafkaCredentials(new Credentials("shop", "hidden-1"))
                .registryCredentials(new Credentials("shop", "hidden-2"))
                .build();
        assertThat(config.toString()).contains("shop").doesNotContain("hidden");
    }
}
