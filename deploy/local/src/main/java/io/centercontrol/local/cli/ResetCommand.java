package io.centercontrol.local.cli;

import io.centercontrol.parts.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops everything and forgets it. */
@Command(
        name = "reset",
        mixinStandardHelpOptions = true,
        header = "Stop everything and delete all data, logs, passwords and keys of this stack.")
public final class ResetCommand implements Callable<Integer> {
    @Mixin
    private final StackOption option = new StackOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var folders = option.folders();
        DownCommand.stop(folders);
        if (!Files.isDirectory(folders.home())) {
            System.out.println("There is nothing to delete.");
            return 0;
        }
        // Stacks with an offset live below this one's folder and are not meant.
        try (var entries = Files.newDirectoryStream(
                folders.home(), entry -> !entry.getFileName().toString().startsWith("offset-"))) {
            for (var entry : entries) {
                if (Files.isDirectory(entry)) {
                    Trees.delete(entry);
                } else {
                    Files.deleteIfExists(entry);
                }
            }
        }
        System.out.println("Deleted what was in " + folders.home() + ". The next up begins anew.");
        return 0;
    }
}
