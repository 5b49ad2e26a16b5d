package io.centercontrol.dataplane.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.tlog.NoteSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of the audit trail's log, and what is refused by it. */
class SeenLogTest {
    private final NoteSigner key = NoteSigner.generate(GrowingLog.ORIGIN);
    private final NoteSigner other = NoteSigner.generate(GrowingLog.ORIGIN);
    private final GrowingLog log = new GrowingLog().add(5, "a");

    @TempDir
    Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void begin() {
        file = folder.resolve("audit-checkpoint");
    }

    private SeenLog seen() {
        return new SeenLog(file, List.of());
    }

    @Test
    void what_extends_it_is_taken_and_remembered_over_restarts() {
        var seen = seen();
        assertThat(seen.next()).isEqualTo(-1);
        assertThat(seen.see(log.told(0, key), 7)).isTrue();
        assertThat(seen.see(log.add(8, "b").told(5, key), 9)).isTrue();
        assertThat(seen.see(log.told(5, key), 10)).as("told twice").isTrue();
        seen.passed(12);
        seen.close();

        var again = seen();
        assertThat(again.standing()).isEqualTo(new SeenLog.Standing(GrowingLog.ORIGIN, 13, "", 0, 0));
        assertThat(again.next()).isEqualTo(12);
        assertThat(again.see(log.add(1, "c").told(13, key), 13)).isTrue();
    }

    @Test
    void a_past_that_was_written_anew_is_refused_and_stays_so() {
        var seen = seen();
        seen.see(log.told(0, key), 1);
        var fork = new GrowingLog().add(4, "a").add(1, "forged");

        assertThat(seen.see(fork.told(0, key), 2)).isFalse();
        assertThat(seen.standing().refused()).contains("another root");
        assertThat(seen.see(fork.add(4, "b").told(5, key), 3)).isFalse();
        assertThat(seen.standing().size()).as("what was seen stays").isEqualTo(5);
        assertThat(seen.see(log.add(3, "b").told(5, key), 4))
                .as("the true one goes on")
                .isTrue();

        var again = seen();
        assertThat(again.standing().refused()).as("until somebody has looked").contains("another root");
        assertThat(again.see(fork.told(5, key), 5)).isFalse();
    }

    @Test
    void a_longer_log_that_does_not_begin_with_what_was_seen_is_refused() {
        var seen = seen();
        seen.see(log.told(0, key), 1);

        assertThat(seen.see(new GrowingLog().add(9, "forged").told(5, key), 2)).isFalse();
        assertThat(seen.standing().refused()).contains("does not begin with the 5");
    }

    @Test
    void a_shorter_one_and_one_that_follows_a_shorter_one_are_refused() {
        var seen = seen();
        var shorter = new GrowingLog().add(3, "a");
        seen.see(log.told(0, key), 1);

        assertThat(seen.see(shorter.told(0, key), 2)).isFalse();
        assertThat(seen.standing().refused()).contains("3 entries, and 5 were seen");
        assertThat(seen.see(log.copy().add(2, "b").told(3, key), 3)).isFalse();
        assertThat(seen.standing().refusals()).isEqualTo(2);
    }

    @Test
    void a_stranger_is_not_believed() {
        var seen = seen();
        seen.see(log.told(0, key), 1);

        assertThat(seen.see(log.add(2, "b").told(5, other), 2)).isFalse();
        assertThat(seen.standing().size()).isEqualTo(5);
        assertThat(new SeenLog(
                                folder.resolve("pinned"),
                                List.of(other.verifier().text()))
                        .see(log.told(0, key), 1))
                .as("only what is configured is believed")
                .isFalse();
    }

    @Test
    void a_key_changes_while_both_sign() {
        var seen = seen();
        seen.see(log.told(0, key), 1);
        assertThat(seen.see(log.add(2, "b").told(5, key, other), 2)).isTrue();
        assertThat(seen.see(log.add(2, "c").told(7, other), 3)).isTrue();
        assertThat(seen.see(log.add(2, "d").told(9, key), 4))
                .as("the old key is over")
                .isFalse();
    }

    @Test
    void what_was_told_while_it_was_away_for_too_long_is_taken_and_counted() {
        var seen = seen();
        seen.see(log.told(0, key), 1);

        assertThat(seen.see(log.add(9, "b").told(9, key), 90)).isTrue();
        assertThat(seen.standing()).isEqualTo(new SeenLog.Standing(GrowingLog.ORIGIN, 14, "", 0, 1));
    }

    @Test
    void a_file_that_says_nothing_is_put_aside() throws IOException {
        Files.writeString(file, "nonsense");

        assertThat(seen().next()).isEqualTo(-1);
        assertThat(folder.resolve("audit-checkpoint.unreadable")).hasContent("nonsense");
    }

    @Test
    void nonsense_is_refused() {
        var seen = seen();
        assertThat(seen.see(new ToldCheckpoint("o", "no note", 0, List.of(), List.of()), 1))
                .isFalse();
        seen.see(log.told(0, key), 1);
        var told = log.add(2, "b").told(5, key);
        assertThat(seen.see(new ToldCheckpoint(told.origin(), told.note(), 5, List.of(), told.keys()), 2))
                .isFalse();
        assertThat(seen.see(new ToldCheckpoint("other", told.note() + "x", 5, told.consistency(), List.of("k")), 3))
                .isFalse();
    }
}
