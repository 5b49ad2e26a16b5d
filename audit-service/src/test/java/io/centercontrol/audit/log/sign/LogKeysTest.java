package io.centercontrol.audit.log.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.audit.log.LogConfig;
import io.centercontrol.tlog.Checkpoint;
import io.centercontrol.tlog.Hash;
import io.centercontrol.tlog.NoteSigner;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log's key is made once, and changes while both sign. */
class LogKeysTest {
    private static final String ORIGIN = "keys.test/audit";
    private static final String TEXT = new Checkpoint(ORIGIN, 0, Hash.EMPTY).text();

    @TempDir
    Path folder = Path.of("");

    private LogKeys keys(Map<String, String> more) {
        var all = new HashMap<>(Map.of(
                "cc.log.origin",
                ORIGIN,
                "cc.log.key-file",
                folder.resolve("key").toString(),
                "cc.log.memory-file",
                folder.resolve("memory").toString(),
                // Quarkus reads 1S too.
                "cc.log.tell-every",
                "PT1S",
                "cc.log.witness-every",
                "PT10S"));
        all.putAll(more);
        return new LogKeys(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .withMapping(LogConfig.class)
                .withValidateUnknown(false)
                .build()
                .getConfigMapping(LogConfig.class));
    }

    @Test
    void is_made_where_there_is_none_and_stays() throws IOException {
        var made = keys(Map.of()).verifiers();

        assertThat(keys(Map.of()).verifiers()).isEqualTo(made);
        assertThat(Files.getPosixFilePermissions(folder.resolve("key"))).hasSize(2);
    }

    @Test
    void while_it_changes_both_sign_so_that_who_knows_either_believes() throws IOException {
        var old = keys(Map.of()).verifiers().getFirst();
        Files.move(folder.resolve("key"), folder.resolve("old"));

        var both = keys(Map.of("cc.log.retiring-key-file", folder.resolve("old").toString()));
        var note = both.sign(TEXT);

        assertThat(both.verifiers()).hasSize(2).last().isEqualTo(old);
        assertThat(note.signedBy(List.of(old))).containsExactly(old);
        assertThat(note.signedBy(List.of(both.verifiers().getFirst()))).hasSize(1);
        assertThat(keys(Map.of()).verifiers()).containsExactly(both.verifiers().getFirst());
    }

    @Test
    void a_key_of_another_log_is_refused() throws IOException {
        Files.writeString(
                folder.resolve("key"), NoteSigner.generate("other.test/log").secret());

        assertThatThrownBy(() -> keys(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cc.log.origin");
    }
}
