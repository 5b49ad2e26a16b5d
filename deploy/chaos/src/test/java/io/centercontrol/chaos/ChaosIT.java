package io.centercontrol.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.History;
import io.centercontrol.chaos.history.Recorder;
import io.centercontrol.chaos.suite.Suite;
import io.centercontrol.local.parts.PartsHome;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A short run under faults, small enough for every build. */
class ChaosIT {
    private static final int OFFSET = 7_000;
    private static final ChaosRun.Plan PLAN = new ChaosRun.Plan(1, Duration.ofSeconds(20), 20, 10, 20);

    @Test
    void nothingIsLostUnderFaults() throws Exception {
        var folder = PartsHome.locate().root().resolve("deploy/chaos/target/chaos-run");
        var file = folder.resolve("history.jsonl");
        Files.createDirectories(folder);
        Files.deleteIfExists(file);
        try (var suite = new Suite(folder.resolve("suite"), OFFSET, System.out::println);
                var recorder = new Recorder(file)) {
            suite.start();
            new ChaosRun(suite, recorder, System.out::println, PLAN).run();
        }
        var history = History.read(file);
        var report = new Report(history, file);

        assertThat(report.violations()).as(String.join("\n", report.lines())).isEmpty();
        assertThat(history.all(Entry.Settled.class)).allMatch(Entry.Settled::settled);
        assertThat(history.all(Entry.Broken.class)).isNotEmpty();
        assertThat(history.all(Entry.Said.class)).hasSizeGreaterThan(PLAN.tenants());
    }
}
