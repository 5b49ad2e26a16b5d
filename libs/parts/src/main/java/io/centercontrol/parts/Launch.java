package io.centercontrol.parts;

import java.util.List;
import java.util.Map;

/**
 * How a process is started and stopped.
 *
 * @param command program and arguments; no secret belongs here, everybody on the machine can read it
 * @param environment added to this process's own environment
 * @param stopSignal name of the signal that asks it to end in order, such as TERM
 */
public record Launch(List<String> command, Map<String, String> environment, String stopSignal) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A process that ends in order on SIGTERM. */
    public static Launch of(List<String> command, Map<String, String> environment) {
        return new Launch(command, environment, "TERM");
    }
}
