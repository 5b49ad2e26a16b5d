package io.centercontrol.kit.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSpoolTest {
    private static final long ROOM = 64 << 20;
    private static final UUID RUN = UUID.fromString("01a20474-66fd-731c-94bd-a664136c02d6");

    @TempDir
    private Path root;

    @Test
    void what_is_appended_is_read_in_order_and_in_parts() throws IOException {
        try (var spool = AuditSpool.begin(root, RUN)) {
            append(spool, 500);

            var first = spool.read(0, 200);
            spool.told(first.getLast());
            var second = spool.read(200, 200);

            assertThat(texts(first)).hasSize(200).startsWith("entry 1").endsWith("entry 200");
            assertThat(texts(second)).hasSize(200).startsWith("entry 201").endsWith("entry 400");
            assertThat(texts(spool.read(400, 200))).hasSize(100).endsWith("entry 500");
            assertThat(spool.read(500, 200)).isEmpty();
            assertThat(spool.waiting()).isEqualTo(300);
        }
    }

    @Test
    void what_is_told_makes_room() throws IOException {
        try (var spool = AuditSpool.begin(root, RUN)) {
            var large = new byte[100_000];
            for (var i = 0; i < 50; i++) {
                assertThat(spool.append(large, ROOM)).isTrue();
            }
            var before = spool.bytes();

            spool.told(spool.read(0, 50).getLast());

            assertThat(before).isGreaterThan(5_000_000);
            assertThat(spool.bytes()).isLessThan(1_200_000).isEqualTo(sizeOfSegments());
        }
    }

    @Test
    void what_there_is_no_room_for_is_refused_and_its_number_stays() throws IOException {
        try (var spool = AuditSpool.begin(root, RUN)) {
            assertThat(spool.append(new byte[900], 1_000)).isTrue();
            assertThat(spool.append(new byte[900], 1_000)).isFalse();
            spool.drop(1);
            spool.drop(2);
        }
        try (var left = AuditSpool.left(root).getFirst()) {
            assertThat(left.read(0, 10)).hasSize(1);
            assertThat(left.dropped()).isEqualTo(3);
        }
    }

    @Test
    void a_run_that_lives_is_left_alone_and_one_that_has_ended_is_taken_over_and_removed() throws IOException {
        var living = AuditSpool.begin(root, RUN);
        append(living, 3);
        assertThat(AuditSpool.left(root)).isEmpty();

        living.close();
        var left = AuditSpool.left(root);
        assertThat(left).hasSize(1);
        assertThat(left.getFirst().id()).isEqualTo(RUN);
        assertThat(texts(left.getFirst().read(1, 10))).containsExactly("entry 2", "entry 3");

        left.getFirst().remove();
        assertThat(root.resolve(RUN.toString())).doesNotExist();
    }

    @Test
    void a_torn_end_is_cut_off_wherever_it_is_torn() throws IOException {
        try (var spool = AuditSpool.begin(root, RUN)) {
            append(spool, 3);
        }
        var segment = root.resolve(RUN.toString()).resolve("0000000000000000001.seg");
        var whole = Files.size(segment);
        for (var cut = 1; cut <= 14; cut++) {
            try (var file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
                file.truncate(whole - cut);
            }
            try (var left = AuditSpool.left(root).getFirst()) {
                assertThat(texts(left.read(0, 10))).containsExactly("entry 1", "entry 2");
            }
        }
    }

    @Test
    void what_is_damaged_hides_nothing_of_the_next_segment() throws IOException {
        try (var spool = AuditSpool.begin(root, RUN)) {
            spool.append("good".getBytes(UTF_8), ROOM);
            spool.append(new byte[1 << 20], ROOM);
            spool.append("of the next segment".getBytes(UTF_8), ROOM);
        }
        var segment = root.resolve(RUN.toString()).resolve("0000000000000000001.seg");
        var bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 1;
        Files.write(segment, bytes);

        try (var left = AuditSpool.left(root).getFirst()) {
            var found = left.read(0, 10);
            assertThat(found).extracting(AuditSpool.Found::no).containsExactly(1L, 3L);
            assertThat(texts(found)).containsExactly("good", "of the next segment");
        }
    }

    @Test
    void a_process_that_is_killed_while_it_appends_loses_nothing_that_it_had_appended() throws Exception {
        var said = root.resolve("said");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Appender.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(said.toFile())
                .start();
        while (process.isAlive() && appended(said) < 20_000) {
            Thread.sleep(5);
        }
        // In the middle of whatever it does now.
        process.destroyForcibly().waitFor();
        var appended = appended(said);

        var found = new ArrayList<AuditSpool.Found>();
        try (var left = AuditSpool.left(root).getFirst()) {
            for (var part = left.read(0, 1_000); !part.isEmpty(); part = left.read(found.size(), 1_000)) {
                left.told(part.getLast());
                found.addAll(part);
            }
        }
        assertThat(appended).isGreaterThanOrEqualTo(20_000);
        assertThat(found.size()).isGreaterThanOrEqualTo((int) appended);
        for (var i = 0; i < found.size(); i++) {
            assertThat(found.get(i).no()).isEqualTo(i + 1);
            assertThat(text(found.get(i))).startsWith("entry " + (i + 1) + " ");
        }
    }

    private static long appended(Path said) throws IOException {
        var lines = Files.readString(said).split("\n", -1);
        // What stands behind the last end of a line may be the half of a number.
        return lines.length < 2 ? 0 : Long.parseLong(lines[lines.length - 2]);
    }

    /** Appends for as long as it is let, and says every 500 how many. */
    static final class Appender {
        public static void main(String[] args) throws IOException {
            var spool = AuditSpool.begin(Path.of(args[0]), RUN);
            for (var no = 1L; ; no++) {
                spool.append(("entry " + no + " " + "x".repeat((int) (no % 300))).getBytes(UTF_8), ROOM);
                if (no % 500 == 0) {
                    System.out.println(no);
                }
            }
        }
    }

    private static void append(AuditSpool spool, int count) throws IOException {
        for (var i = 1; i <= count; i++) {
            assertThat(spool.append(("entry " + i).getBytes(UTF_8), ROOM)).isTrue();
        }
    }

    private long sizeOfSegments() throws IOException {
        var size = 0L;
        try (var files = Files.list(root.resolve(RUN.toString()))) {
            for (var one : files.toList()) {
                size += Files.size(one);
            }
        }
        return size;
    }

    private static List<String> texts(List<AuditSpool.Found> found) {
        return found.stream().map(AuditSpoolTest::text).toList();
    }

    private static String text(AuditSpool.Found found) {
        return new String(found.bytes(), UTF_8);
    }
}
