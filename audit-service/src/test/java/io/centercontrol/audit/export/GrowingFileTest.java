package io.centercontrol.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class GrowingFileTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void what_another_left_is_gone_on_with_and_what_nobody_kept_is_not() throws IOException {
        try (var first = GrowingFile.begin(folder.resolve("first"))) {
            first.write(bytes("kept|"));
            first.keep();
            first.write(bytes("lost"));
        }
        var beats = new AtomicInteger();

        try (var second =
                GrowingFile.goOn(folder.resolve("second"), folder.resolve("first"), 5, beats::incrementAndGet)) {
            second.write(bytes("more"));

            assertThat(Files.readString(second.file())).isEqualTo("kept|more");
            assertThat(second.bytes()).isEqualTo(9);
            assertThat(second.sha256()).isEqualTo(GrowingFile.sha256(second.file(), () -> {}));
        }
        assertThat(beats).hasPositiveValue();
    }

    @Test
    void one_that_is_shorter_than_it_was_said_to_be_is_not_gone_on_with() throws IOException {
        Files.write(folder.resolve("short"), bytes("abc"), StandardOpenOption.CREATE);

        assertThatThrownBy(() -> GrowingFile.goOn(folder.resolve("next"), folder.resolve("short"), 4, () -> {}))
                .isInstanceOf(IOException.class);
    }

    /** The kernel's own full disk. */
    @Test
    @EnabledIf("hasFullDevice")
    void a_full_disk_is_told_apart() throws IOException {
        var full = Files.createSymbolicLink(folder.resolve("full"), Path.of("/dev/full"));

        try (var growing = GrowingFile.begin(full)) {
            assertThatThrownBy(() -> growing.write(bytes("anything")))
                    .isInstanceOfSatisfying(
                            IOException.class,
                            failure -> assertThat(ExportFiles.isFull(failure)).isTrue());
        }
        assertThat(ExportFiles.isFull(new IOException("Permission denied"))).isFalse();
    }

    static boolean hasFullDevice() {
        return Files.exists(Path.of("/dev/full"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
