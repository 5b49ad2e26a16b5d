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
    private static final Subject TENANT = Subject.tenant(ID);
    private static final Subject LIMIT = new Subject("cc.limits.v1", "tenant/" + ID + "/chaos");

    @Test
    void what_is_written_is_read(@TempDir Path folder) throws Exception {
        var file = folder.resolve("history.jsonl");
        var entries = List.<Entry>of(
                new Entry.Begun(7, "now"),
                new Entry.Asked(1, "op-1", "register", null, "/x on", 3),
                new Entry.Answered(2, "op-1", Entry.Outcome.ACKNOWLEDGED, 201, TENANT, 1L, ID, ""),
                new Entry.Answered(2, "op-2", Entry.Outcome.UNKNOWN, 0, null, null, null, "timed out"),
                new Entry.Decided(3, 4, TENANT, "one", Entry.Decision.ALLOWED, "", "order-1", ID),
                new Entry.Placed(TENANT, "order-1", ID),
                new Entry.Counted(TENANT, 1, 100, 1, 100),
                new Entry.Proven(5, TENANT, 1, ID, "APPLIED"),
                new Entry.Broken(6, "KILL", "kafka", 0),
                new Entry.Settled(7, true, 1),
                new Entry.Row(LIMIT, 1, ID, "ACTIVE", "c"),
                new Entry.Past(LIMIT, 1, ID, "ACTIVE", "c", null),
                new Entry.Said(0, 1, LIMIT, 1, ID, "ACTIVE", "c", "b"),
                new Entry.Ended(0, 3, LIMIT, 2),
                new Entry.End("cc.limits.v1", 0, 2),
                new Entry.Copied("one", TENANT, 1, ID, "ACTIVE", "c", "b"),
                new Entry.Stood("one", "cc.limits.v1", 0, 2),
                new Entry.Claimed("one", "cc.limits.v1", 0, 2),
                new Entry.Lied("JUNK", 3, true, 3),
                new Entry.Stayed("kafka", true));
        try (var recorder = new Recorder(file)) {
            entries.forEach(recorder::write);
        }

        assertThat(History.read(file).entries()).isEqualTo(entries);
    }

    @Test
    void a_run_never_writes_into_anothers_history(@TempDir Path folder) throws Exception {
        var file = folder.resolve("history.jsonl");
        new Recorder(file).close();

        assertThatThrownBy(() -> new Recorder(file)).isInstanceOf(FileAlreadyExistsException.class);
    }
}
