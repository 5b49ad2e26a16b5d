package io.centercontrol.local;

import io.centercontrol.local.cli.DemoCommand;
import io.centercontrol.local.cli.DownCommand;
import io.centercontrol.local.cli.LogsCommand;
import io.centercontrol.local.cli.ResetCommand;
import io.centercontrol.local.cli.StatusCommand;
import io.centercontrol.local.cli.SuperviseCommand;
import io.centercontrol.local.cli.TokenCommand;
import io.centercontrol.local.cli.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher behind the script {@code center-control}. */
@Command(
        name = "center-control",
        mixinStandardHelpOptions = true,
        version = "Center Control 0.1.0",
        header = "Center Control on this machine, by one command.",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "",
            "Starts PostgreSQL, Kafka, Kafka Connect with Debezium, a schema registry, the services of the control"
                    + " plane and two instances of an example shop, keeps them running, and keeps their data between"
                    + " runs in .center-control/ at the repository's root.",
            ""
        },
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DemoCommand.class,
            TokenCommand.class,
            ResetCommand.class,
            Main.ChaosCommand.class,
            Main.TestCommand.class,
            Main.BenchCommand.class,
            SuperviseCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "To begin:",
            "  ./center-control up --detach",
            "  ./center-control demo",
            "  ./center-control help up        what a command can do"
        })
public final class Main implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    /** Exit status: 0 when all is well, 1 when it is not, 2 when the command line makes no sense. */
    public static void main(String[] arguments) {
        var commandLine = new CommandLine(new Main());
        commandLine.setExecutionExceptionHandler((failure, line, _) -> {
            line.getErr().println("center-control: " + failure.getMessage());
            if (System.getenv("CC_TRACE") != null) {
                failure.printStackTrace(line.getErr());
            }
            return 1;
        });
        System.exit(commandLine.execute(arguments));
    }

    @Override
    public void run() {
        if (spec != null) {
            spec.commandLine().usage(System.out);
        }
    }

    /** The script hands this one to deploy/chaos; it is here for the help. */
    @Command(
            name = "chaos",
            header = "Break a suite of its own at random for some minutes, and check that nothing was lost.",
            mixinStandardHelpOptions = true)
    static final class ChaosCommand implements Runnable {
        @Override
        public void run() {
            System.out.println("./center-control chaos --help   says what it can do");
        }
    }

    /** The script does this one itself; it is here for the help. */
    @Command(
            name = "test",
            header = "Run all tests: mvn verify on a JDK that the script finds. Arguments go to Maven.",
            mixinStandardHelpOptions = true)
    static final class TestCommand implements Runnable {
        @Override
        public void run() {
            System.out.println("./center-control test [MAVEN ARGUMENTS]   runs mvn verify");
        }
    }

    /** The script does this one itself too. */
    @Command(
            name = "bench",
            header = "Measure something, and print rows of a Markdown table; see benchmarks/README.md.",
            mixinStandardHelpOptions = true)
    static final class BenchCommand implements Runnable {
        @Override
        public void run() {
            System.out.println(
                    "./center-control bench NAME [OPTIONS]   ./center-control bench help says which there are");
        }
    }
}
