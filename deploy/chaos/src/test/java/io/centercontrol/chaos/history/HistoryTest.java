package io.centercontrol.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final UUID ID = new UUID(1, 2);

    @Test
    void whatIsWrittenIsRead(@TempDir Path folder) throws Exception {
        var file = folder.resolve("history.jsonl");
        var entries = List.<Entry>of(
                new Entry.Begun(7, "now"),
                new Entry.Asked(1, "op-1", "register", null, 3),
                new Entry.Answered(2, "op-1", Entry.Outcome.ACKNOWLEDGED, 201, ID, 1L, ID, ""),
                new Entry.Answered(2, "op-2", Entry.Outcome.UNKNOWN, 0, null, null, null, "timed out"),
                new Entry.Decided(3, 4, ID, "one", Entry.Decision.ALLOWED, ""),
                new Entry.Proven(5, ID, 1, ID, "APPLIED"),
                new Entry.Broken(6, "KILL", "kafka", 0),
                new Entry.Settled(7, true, 1),
                new Entry.Row(ID, 1, ID, "ACTIVE", "c"),
                new Entry.Past(ID, 1, ID, "ACTIVE", "c", null),
                new Entry.Said(0, 1, ID, 1, ID, "ACTIVE", "c", "b"),
                new Entry.End(0, 2),
                new Entry.Copied("one", ID, 1, ID, "ACTIVE", "c", "b"),
                new Entry.Stood("one", 0, 2),
                new Entry.Claimed("one", 0, 2));
        try (var recorder = new Recorder(file)) {
            entries.forEach(recorder::write);
        }

        assertThat(History.read(file).entries()).isEqualTo(entries);
    }

    @Test
    void aRunNeverWritesIntoAnothersHistory(@TempDir Path folder) throws Exception {
        var file = folder.resolve("history.jsonl");
        new Recorder(file).close();

        assertThatThrownBy(() -> new Recorder(file)).isInstanceOf(FileAlreadyExistsException.class);
    }
}
