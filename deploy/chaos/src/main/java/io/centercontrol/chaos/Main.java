package io.centercontrol.chaos;

import picocli.CommandLine;

/** Runs the command; the script {@code center-control} starts it. */
public final class Main {
    private Main() {}

    /** Exit status: 0 when every rule held, 1 when one did not, 2 when the command line makes no sense. */
    public static void main(String[] arguments) {
        var commandLine = new CommandLine(new ChaosCommand());
        commandLine.setExecutionExceptionHandler((failure, line, _) -> {
            line.getErr().println("center-control: " + failure.getMessage());
            if (System.getenv("CC_TRACE") != null) {
                failure.printStackTrace(line.getErr());
            }
            return 1;
        });
        System.exit(commandLine.execute(arguments));
    }
}
