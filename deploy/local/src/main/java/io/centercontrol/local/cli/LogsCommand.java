package io.centercontrol.local.cli;

import io.centercontrol.parts.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows one log. */
@Command(name = "logs", mixinStandardHelpOptions = true, header = "Show the log of one process, or follow it.")
public final class LogsCommand implements Callable<Integer> {
    @Mixin
    private final StackOption option = new StackOption();

    @Parameters(index = "0", paramLabel = "NAME", description = "As in the status, such as kafka or tenant-registry.")
    private String name = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what is added, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many of the last lines. Default: ${DEFAULT-VALUE}.")
    private int lines = 100;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folders = option.folders();
        var names = names(folders);
        if (!names.contains(name)) {
            System.err.println("there is no log '" + name + "'; "
                    + (names.isEmpty() ? "nothing was ever started here" : "there are: " + String.join(", ", names)));
            return 1;
        }
        var log = folders.log(name);
        var size = Files.size(log);
        LogTail.last(log, lines).forEach(System.out::println);
        if (follow) {
            LogTail.follow(log, size, () -> true, System.out::println);
        }
        return 0;
    }

    private static List<String> names(Folders folders) throws IOException {
        var names = new ArrayList<String>();
        if (Files.isDirectory(folders.logs())) {
            try (var files = Files.newDirectoryStream(folders.logs(), "*.log")) {
                files.forEach(file -> names.add(file.getFileName().toString().replaceAll("\\.log$", "")));
            }
        }
        Collections.sort(names);
        return names;
    }
}
