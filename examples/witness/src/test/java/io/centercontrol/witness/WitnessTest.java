package io.centercontrol.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.tlog.Checkpoint;
import io.centercontrol.tlog.Hash;
import io.centercontrol.tlog.InvalidFormat;
import io.centercontrol.tlog.NoteSigner;
import io.centercontrol.tlog.SignedNote;
import io.centercontrol.tlog.Unverified;
import io.centercontrol.tlog.WitnessRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final NoteSigner KEY = NoteSigner.generate(GrowingLog.ORIGIN);
    private static final GrowingLog LOG = new GrowingLog("ours", KEY);

    @TempDir
    Path folder;

    private State state;
    private Witness witness;

    @BeforeEach
    void start() throws IOException {
        state = State.open(folder.resolve("state"), "witness.example.org/w1");
        witness = witness(state);
    }

    @AfterEach
    void stop() throws IOException {
        state.close();
    }

    @Test
    void signs_a_log_that_grows() throws IOException {
        for (var size : List.of(10, 10, 255, 256, 257, 2000)) {
            var before = size();
            var answer = (Answer.Signed) witness.add(LOG.request(before, size));
            assertThat(witness.key().verifies(LOG.checkpoint(size).text(), answer.cosignature()))
                    .isTrue();
            assertThat(witness.key().time(answer.cosignature())).isEqualTo(NOON);
            assertThat(size()).isEqualTo(size.longValue());
        }
        // It is there before anybody is answered: somebody else who reads the folder goes on from it.
        assertThat(witness(state).newest()).isEqualTo(witness.newest());
    }

    @Test
    void says_the_size_that_it_signed_last() throws IOException {
        witness.add(LOG.request(0, 100));
        assertThat(witness.add(LOG.request(0, 200))).isEqualTo(new Answer.OtherSize(100));
        assertThat(witness.add(LOG.request(50, 200))).isEqualTo(new Answer.OtherSize(100));
        assertThat(witness.add(LOG.request(0, 50))).isEqualTo(new Answer.OtherSize(100));
        assertThat(size()).isEqualTo(100);
    }

    @Test
    void signs_no_second_past() throws IOException {
        var other = new GrowingLog("forked", KEY);
        witness.add(LOG.request(0, 100));
        refused(422, other.request(100, 200));
        refused(409, other.request(100, 100));
        // A proof that is right, and another checkpoint.
        var proof = WitnessRequest.parse(LOG.request(100, 200)).proof();
        refused(422, new WitnessRequest(100, proof, other.checkpoint(200)).body());
        refused(422, new WitnessRequest(100, List.of(), LOG.checkpoint(200)).body());
        refused(422, new WitnessRequest(100, List.of(Hash.EMPTY), LOG.checkpoint(100)).body());
        assertThat(size()).isEqualTo(100);
        assertThat(witness.add(LOG.request(100, 200))).isInstanceOf(Answer.Signed.class);
    }

    @Test
    void signs_for_known_logs_only() throws IOException {
        var stranger = NoteSigner.generate(GrowingLog.ORIGIN);
        refused(403, new GrowingLog("ours", stranger).request(0, 10));
        var elsewhere = SignedNote.sign(new Checkpoint("elsewhere", 0, Hash.EMPTY).text(), List.of(KEY));
        refused(404, new WitnessRequest(0, List.of(), elsewhere).body());
        refused(403, LOG.request(0, 10).replace("\n10\n", "\n11\n"));
        refused(400, "");
        refused(400, "old 0\n\nno note");
        refused(400, LOG.request(0, 10).replace("old 0", "old 00"));
        refused(400, new WitnessRequest(20, List.of(), LOG.checkpoint(10)).body());
        assertThat(witness.newest()).containsEntry(GrowingLog.ORIGIN, null);
    }

    @Test
    void a_log_may_change_its_key() throws IOException {
        var next = NoteSigner.generate(GrowingLog.ORIGIN);
        var both = new Witness(
                Map.of(GrowingLog.ORIGIN, List.of(KEY.verifier(), next.verifier())),
                state,
                Clock.fixed(NOON, ZoneOffset.UTC));
        assertThat(both.add(LOG.request(0, 10))).isInstanceOf(Answer.Signed.class);
        assertThat(both.add(new GrowingLog("ours", next).request(10, 20))).isInstanceOf(Answer.Signed.class);
    }

    /** Many at once, each from what it believes to be the newest: the sizes that were signed only rise. */
    @Test
    void of_many_at_once_only_one_goes_on_from_a_size() throws Exception {
        witness.add(LOG.request(0, 1));
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var from = 1; from < 20; from++) {
                var before = from;
                var tasks = java.util.stream.IntStream.range(0, 8)
                        .<Callable<Answer>>mapToObj(task ->
                                () -> witness.add(LOG.request(before, before + 1 + (task % 2) * 500L)))
                        .toList();
                var signed = 0;
                for (var answer : threads.invokeAll(tasks)) {
                    signed += answer.get() instanceof Answer.Signed ? 1 : 0;
                }
                // One, and the others of those that asked for the same size get 409.
                assertThat(signed).isEqualTo(1);
                reset(before + 1);
            }
        }
    }

    /** Starts anew with a checkpoint of that size. */
    private void reset(int size) throws IOException {
        state.close();
        try (var files = Files.newDirectoryStream(folder.resolve("state"), "*.checkpoint")) {
            for (var file : files) {
                Files.delete(file);
            }
        }
        start();
        witness.add(LOG.request(0, size));
    }

    @Test
    void keeps_its_key_to_itself() throws IOException {
        var key = folder.resolve("state/key");
        assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        var first = witness.key();
        state.close();
        start();
        assertThat(witness.key()).isEqualTo(first);
        state.close();
        assertThatThrownBy(() -> State.open(folder.resolve("state"), "another")).isInstanceOf(InvalidFormat.class);
        start();
    }

    @Test
    void one_process_has_the_folder() {
        assertThatThrownBy(() -> State.open(folder.resolve("state"), "witness.example.org/w1"))
                .isInstanceOfAny(IOException.class, java.nio.channels.OverlappingFileLockException.class);
    }

    @Test
    void does_not_start_when_it_forgot_or_somebody_changed_what_it_signed() throws IOException {
        witness.add(LOG.request(0, 100));
        Path file;
        try (var files = Files.newDirectoryStream(folder.resolve("state"), "*.checkpoint")) {
            file = files.iterator().next();
        }
        var text = Files.readString(file);
        Files.writeString(file, text.replace("\n100\n", "\n10\n"));
        assertThatThrownBy(() -> witness(state)).isInstanceOf(Unverified.class);
        Files.writeString(file, "");
        assertThatThrownBy(() -> witness(state)).isInstanceOf(InvalidFormat.class);
        Files.delete(folder.resolve("state/key"));
        state.close();
        assertThatThrownBy(() -> State.open(folder.resolve("state"), "witness.example.org/w1"))
                .hasMessageContaining("is gone");
    }

    @Test
    void says_what_is_wrong_with_its_command_line() {
        var log = KEY.verifier().text();
        assertThat(Options.parse("--name", "w", "--log", log).port()).isEqualTo(8098);
        for (var wrong : List.of(
                List.of("--name", "w"),
                List.of("--log", log),
                List.of("--name", "w", "--log"),
                List.of("--name", "w", "--log", "x"),
                List.of("--name", "w", "--log", log, "--port", "70000"),
                List.of("--name", "w", "--name", "v", "--log", log),
                List.of("--name", "w", "--log", witness.key().text()),
                List.of("--what", "w"))) {
            assertThatThrownBy(() -> Options.parse(wrong.toArray(String[]::new)))
                    .isInstanceOf(InvalidFormat.class);
        }
    }

    private static Witness witness(State state) throws IOException {
        return new Witness(
                Map.of(GrowingLog.ORIGIN, List.of(KEY.verifier())), state, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private long size() {
        var note = witness.newest().get(GrowingLog.ORIGIN);
        return note == null
                ? 0
                : Checkpoint.parse(Objects.requireNonNull(note).text()).size();
    }

    private void refused(int status, String body) throws IOException {
        assertThat(witness.add(body))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(status));
    }
}
