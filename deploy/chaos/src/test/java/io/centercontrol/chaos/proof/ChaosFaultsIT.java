package io.centercontrol.chaos.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.chaos.suite.Suite;
import io.centercontrol.local.parts.PartsHome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checker sees every seeded fault, and nothing where there is none. One suite for all, in the enum's order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChaosFaultsIT {
    private static final int OFFSET = 7_000;

    private final Path folder = PartsHome.locate().root().resolve("deploy/chaos/target/chaos-faults");
    private final Suite suite;
    private final Proof proof;

    ChaosFaultsIT() throws Exception {
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
    void whatADroppedSlotLostIsSaidAgain() throws Exception {
        var took = proof.heal(Duration.ofMinutes(4));

        System.out.println(
                "what a dropped slot lost was everywhere " + took.toSeconds() + " s after the slot was back");
    }

    @ParameterizedTest
    @EnumSource
    void isSeen(SeededFault fault) throws Exception {
        var outcome = proof.of(fault);

        assertThat(outcome.asItShould()).as(outcome.toString()).isTrue();
    }
}
