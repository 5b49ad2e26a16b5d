package io.centercontrol.local.cli;

import io.centercontrol.local.services.PlatformStack;
import io.centercontrol.parts.Folders;
import io.centercontrol.parts.PartsHome;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
final class StackOption {
    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "The stack whose ports are moved by N, with data of its own. Default: ${DEFAULT-VALUE}.")
    private int offset;

    int offset() {
        return offset;
    }

    PartsHome home() {
        return PartsHome.locate();
    }

    Folders folders() {
        var root = home().root().resolve(".center-control");
        return new Folders(offset == 0 ? root : root.resolve("offset-" + offset));
    }

    PlatformStack stack() {
        if (offset < 0 || offset > 40_000) {
            throw new IllegalArgumentException("--port-offset is from 0 to 40000");
        }
        return new PlatformStack(home(), folders(), offset);
    }

    /** For a hint to a person: the option as it must be repeated. */
    String again() {
        return offset == 0 ? "" : " --port-offset " + offset;
    }
}
