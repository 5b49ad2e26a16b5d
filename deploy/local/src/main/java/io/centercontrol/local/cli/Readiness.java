package io.centercontrol.local.cli;

import io.centercontrol.local.watch.StackState.Phase;
import io.centercontrol.parts.wiring.Connectors;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Whether the whole stack is ready: what there shall be, and not only what there is, runs and says so.
 *
 * @param missing what is not, in a person's words; empty when all is ready
 */
record Readiness(List<String> missing) {
    /**
     * @param parts names of all processes that there shall be
     * @param ready names of those that are ready
     * @param connectors names of all that there shall be
     * @param states of those that there are
     */
    static Readiness of(
            Phase phase,
            Collection<String> parts,
            Collection<String> ready,
            Collection<String> connectors,
            Collection<Connectors.State> states) {
        var missing = new ArrayList<String>();
        switch (phase) {
            case READY -> {}
            case STARTING -> missing.add("it is still starting");
            case FAILED -> missing.add("its start failed");
            case STOPPING -> missing.add("it is being stopped");
        }
        parts.stream().filter(part -> !ready.contains(part)).forEach(missing::add);
        connectors.stream()
                .filter(connector ->
                        states.stream().noneMatch(state -> state.connector().equals(connector) && state.running()))
                .map(connector -> "connector " + connector)
                .forEach(missing::add);
        return new Readiness(List.copyOf(missing));
    }

    boolean isReady() {
        return missing.isEmpty();
    }

    @Override
    public String toString() {
        return isReady() ? "Ready." : "Not ready: " + String.join(", ", missing) + ".";
    }
}
