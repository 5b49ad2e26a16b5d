package io.centercontrol.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OrphansTest {
    @Test
    void ends_those_that_were_written_down(@TempDir Path home) throws Exception {
        var folders = new Folders(home).create();
        var process = sleep();
        write(folders, "kafka", ProcessIdentity.of(process.pid()).orElseThrow());

        var ended = Orphans.end(folders);

        assertThat(ended).extracting(Orphans.Orphan::name).containsExactly("kafka");
        assertThat(process.waitFor()).isNotZero();
        assertThat(folders.run().resolve("kafka.pid")).doesNotExist();
    }

    @Test
    void spares_a_process_that_has_the_pid_by_chance(@TempDir Path home) throws Exception {
        var folders = new Folders(home).create();
        var process = sleep();
        try {
            var other = ProcessIdentity.of(process.pid()).orElseThrow();
            write(folders, "kafka", new ProcessIdentity(other.pid(), other.start() - 1));

            assertThat(Orphans.end(folders)).isEmpty();
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void write(Folders folders, String name, ProcessIdentity process) throws IOException {
        Files.writeString(folders.run().resolve(name + ".pid"), process + "\n");
    }

    private static Process sleep() throws IOException {
        return new ProcessBuilder("sleep", "300").start();
    }
}
