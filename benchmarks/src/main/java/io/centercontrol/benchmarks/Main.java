package io.centercontrol.benchmarks;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./center-control bench NAME}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "NAME",
        header = "Measures, and prints rows of a Markdown table: figure, measured, floor, ratio, aim.",
        subcommands = {
            MayServe.class,
            IsEntitled.class,
            UsageCost.class,
            UsageFigures.class,
            Evaluation.class,
            Bootstrap.class,
            Propagation.class,
            Registrations.class,
            Writers.class,
            Search.class,
            Ofrep.class,
            Migrations.class,
            Audit.class,
            Bulk.class,
            FlagChanges.class,
            RateLimits.class,
            Start.class,
            Idle.class,
            CommandLine.HelpCommand.class
        })
public final class Main {
    private Main() {}

    /** Exit status: 0 when it was measured and what must hold held. */
    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.WARNING);
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
