package io.centercontrol.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.History;
import io.centercontrol.chaos.history.Recorder;
import io.centercontrol.chaos.lies.Lie;
import io.centercontrol.chaos.proof.Proof;
import io.centercontrol.chaos.proof.SeededFault;
import io.centercontrol.chaos.suite.Suite;
import io.centercontrol.parts.PartsHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The checker sees every seeded fault, and nothing where there is none; and a short run under faults is clean. One suite for
 * all, since starting one takes longer than most of what is done with it. The run comes last: it stops the storefronts.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChaosIT {
    private static final int OFFSET = 7_000;
    private static final ChaosRun.Plan PLAN = new ChaosRun.Plan(1, Duration.ofSeconds(45), 30, 15, 20, Set.of());

    private final Path folder = PartsHome.locate().root().resolve("deploy/chaos/target/chaos-run");
    private final Suite suite;
    private final Proof proof;
    private Proof.@Nullable Lost lost;

    ChaosIT() throws Exception {
        suite = new Suite(folder.resolve("suite"), OFFSET, System.out::println);
        proof = new Proof(suite, folder);
    }

    @BeforeAll
    void start() throws Exception {
        Files.createDirectories(folder);
        suite.start();
    }

    @AfterAll
    void stop() throws Exception {
        suite.close();
    }

    @Test
    @Order(1)
    void two_changes_never_come_into_the_outbox() throws Exception {
        lost = proof.lose();
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void is_seen(SeededFault fault) throws Exception {
        var outcome = proof.of(fault);

        assertThat(outcome.asItShould()).as(outcome.toString()).isTrue();
    }

    /** It takes up to two minutes, in which the faults were brought in. */
    @Test
    @Order(3)
    void what_the_outbox_lost_is_said_again() throws Exception {
        var took = proof.awaitBack(Objects.requireNonNull(lost, "nothing was lost"), Duration.ofMinutes(4));

        System.out.println("what the outbox lost was seen everywhere " + took.toSeconds() + " s later");
    }

    @Test
    @Order(4)
    void nothing_is_lost_under_faults() throws Exception {
        proof.restore();
        var file = folder.resolve("history.jsonl");
        Files.deleteIfExists(file);
        try (var recorder = new Recorder(file)) {
            new ChaosRun(suite, recorder, System.out::println, PLAN).run();
        }
        var history = History.read(file);
        var report = new Report(history, file);
        report.lines().forEach(System.out::println);

        assertThat(report.violations()).as(String.join("\n", report.lines())).isEmpty();
        assertThat(history.all(Entry.Settled.class)).allMatch(Entry.Settled::settled);
        assertThat(history.all(Entry.Broken.class)).isNotEmpty();
        assertThat(history.all(Entry.Lied.class)).hasSameSizeAs(Lie.values());
        assertThat(history.all(Entry.Stayed.class)).isNotEmpty();
        assertThat(history.all(Entry.Said.class)).hasSizeGreaterThan(PLAN.tenants());
    }
}
