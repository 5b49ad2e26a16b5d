package io.centercontrol.chaos;

import picocli.CommandLine;

/** Runs the command; the script {@code center-control} starts it. */
public final class Main {
    private Main() {}

    /** Exit status: 0 when every rule held, 1 when one did not, 2 when the command line makes no sense. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Object()).execute(arguments));
    }
}
