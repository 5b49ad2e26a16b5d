package io.centercontrol.chaos.check;

import java.util.List;
import java.util.Map;

/** What instances claimed to have applied against what their folders hold. */
final class PositionRules {
    private PositionRules() {}

    static void check(Index index, List<Violation> found) {
        index.claimed()
                .forEach((instance, partitions) -> partitions.forEach((place, claimed) -> {
                    var held = index.stood().getOrDefault(instance, Map.of()).get(place);
                    if (held != null && claimed > held) {
                        found.add(new Violation(
                                Rule.POSITIONS_ARE_TRUE,
                                null,
                                0,
                                instance + " claimed to be at offset " + claimed + " of " + place + ", its copy is at "
                                        + held));
                    }
                    var end = index.ends().get(place);
                    if (end != null && claimed > end) {
                        found.add(new Violation(
                                Rule.POSITIONS_ARE_TRUE,
                                null,
                                0,
                                instance + " claimed to be at offset " + claimed + " of " + place + ", which ends at "
                                        + end));
                    }
                }));
    }
}
