package io.centercontrol.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @Test
    void makes_a_password_once(@TempDir Path folder) {
        var first = new Secrets(folder).password("debezium");

        assertThat(first).matches("[A-Za-z0-9]{32}");
        assertThat(new Secrets(folder).password("debezium")).isEqualTo(first);
        assertThat(new Secrets(folder).password("postgres")).isNotEqualTo(first);
    }

    @Test
    void keeps_it_where_only_the_owner_and_connect_can_read_it(@TempDir Path folder) throws IOException {
        var secrets = new Secrets(folder);
        var file = folder.resolve("debezium.properties");

        assertThat(secrets.passwordReference("debezium")).isEqualTo("${file:" + file + ":password}");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        var properties = new Properties();
        try (var in = Files.newInputStream(file)) {
            properties.load(in);
        }
        assertThat(properties.getProperty("password")).isEqualTo(secrets.password("debezium"));
    }

    @Test
    void closes_its_folders_to_others(@TempDir Path folder) throws IOException {
        var folders = new Folders(folder.resolve("home")).create();

        assertThat(Files.getPosixFilePermissions(folders.secrets()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(folders.home()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
}
