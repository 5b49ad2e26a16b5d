package io.centercontrol.chaos;

import io.centercontrol.chaos.history.History;
import io.centercontrol.chaos.history.Recorder;
import io.centercontrol.chaos.lies.Lie;
import io.centercontrol.chaos.proof.Proof;
import io.centercontrol.chaos.proof.SeededFault;
import io.centercontrol.chaos.suite.Suite;
import io.centercontrol.parts.PartsHome;
import io.centercontrol.parts.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Breaks a suite of its own at random, and checks what is left. */
@Command(
        name = "center-control chaos",
        mixinStandardHelpOptions = true,
        header = "Break a suite of its own at random for some minutes, and check that nothing was lost.",
        description = {
            "",
            "Starts a suite with data and ports of its own, and works with it: changes of tenants by several clients,"
                    + " orders at both storefronts. Meanwhile processes are killed and paused and their connections cut and"
                    + " delayed, as drawn from the seed. Then all is healed, and once the suite is at rest, what was"
                    + " answered is held against what the databases, the topic and every instance hold.",
            ""
        },
        footer = {
            "",
            "Exit status: 0 when every rule holds, 1 when one does not; with --seeded-fault 0 when the checker saw the"
                    + " fault, 1 when it did not."
        })
final class ChaosCommand implements Callable<Integer> {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Option(names = "--minutes", paramLabel = "N", description = "How long to break things. Default: ${DEFAULT-VALUE}.")
    private double minutes = 1;

    @Option(
            names = "--seed",
            paramLabel = "S",
            description = "What the faults and the work are drawn from. Default: another one each time.")
    private @Nullable Long seed;

    @Option(
            names = "--tenants",
            paramLabel = "N",
            description =
                    "How many tenants to begin with. Default: as many as the minutes deserve, 40 for one and at most"
                            + " 200.")
    private @Nullable Integer tenants;

    @Option(
            names = "--changes-per-second",
            paramLabel = "N",
            description = "Changes that are asked for. Default: ${DEFAULT-VALUE}.")
    private int changesPerSecond = 50;

    @Option(
            names = "--without-lie",
            paramLabel = "KIND",
            description =
                    "A kind of lie that the lying tenant service does not tell: ${COMPLETION-CANDIDATES}. May stand"
                            + " several times.")
    private Set<Lie> withoutLies = Set.of();

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "What all ports of its suite are moved by. Default: ${DEFAULT-VALUE}.")
    private int offset = 4_000;

    @Option(
            names = "--seeded-fault",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description =
                    "Instead of breaking things at random, bring in one fault that the checker must see, or 'all' of"
                            + " them: ${COMPLETION-CANDIDATES}.")
    private @Nullable String seededFault;

    @Option(
            names = "--check",
            paramLabel = "FILE",
            description = "Break nothing: judge the history of an earlier run once more.")
    private @Nullable Path check;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        var earlier = check;
        if (earlier != null) {
            return tell(new Report(History.read(earlier), earlier), null);
        }
        var drawn = seed == null ? new Random().nextLong(1_000_000) : seed;
        var home = PartsHome.locate().root().resolve(".center-control/chaos-" + offset);
        Files.createDirectories(home);
        var file = home.resolve("seed-" + drawn + "-" + LocalDateTime.now().format(NAME) + ".jsonl");
        var plan = ChaosRun.Plan.of(
                drawn, Duration.ofMillis((long) (minutes * 60_000)), tenants, changesPerSecond, withoutLies);
        var data = home.resolve("suite");
        var fault = seededFault;
        if (fault != null) {
            return prove(fault, home, data);
        }
        try (var suite = new Suite(data, offset, ChaosCommand::say);
                var recorder = new Recorder(file)) {
            var end = new Thread(() -> close(suite), "end");
            Runtime.getRuntime().addShutdownHook(end);
            suite.start();
            new ChaosRun(suite, recorder, ChaosCommand::say, plan).run();
            Runtime.getRuntime().removeShutdownHook(end);
        }
        return tell(new Report(History.read(file), file), data);
    }

    private int prove(String title, Path home, Path data) throws IOException, InterruptedException {
        var faults = title.equals("all") ? List.of(SeededFault.values()) : List.of(SeededFault.of(title));
        var missed = 0;
        try (var suite = new Suite(data, offset, ChaosCommand::say)) {
            var end = new Thread(() -> close(suite), "end");
            Runtime.getRuntime().addShutdownHook(end);
            suite.start();
            for (var fault : faults) {
                say("seeded fault " + fault.title() + ": " + fault.text());
                var outcome = new Proof(suite, home).of(fault);
                say(outcome.toString());
                missed += outcome.asItShould() ? 0 : 1;
            }
            Runtime.getRuntime().removeShutdownHook(end);
        }
        System.out.println();
        System.out.println(
                (faults.size() - missed) + " of " + faults.size() + " as it should be; histories in " + home);
        return missed == 0 ? 0 : 1;
    }

    private static int tell(Report report, @Nullable Path data) throws IOException {
        System.out.println();
        report.lines().forEach(System.out::println);
        if (!report.violations().isEmpty()) {
            return 1;
        }
        if (data != null) {
            // Where something is wrong, all of it is evidence.
            Trees.delete(data);
        }
        return 0;
    }

    private static void close(Suite suite) {
        try {
            suite.close();
        } catch (IOException | InterruptedException e) {
            say("ending the suite went wrong: " + e.getMessage());
        }
    }

    /** What {@code --seeded-fault} takes. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Names() {
            super(SeededFault.titles());
        }
    }

    private static void say(String line) {
        System.out.println(LocalDateTime.now().format(DateTimeFormatter.ofPattern("HH:mm:ss.SSS")) + "  " + line);
    }
}
