package io.centercontrol.flags.use;

import java.time.Instant;
import java.util.List;

/**
 * A key that was asked for though there is no such flag.
 *
 * @param archived whether it is an archived flag's, which is none to those who ask
 * @param services who asked; the first 50
 * @param count how often, as far as it is kept
 * @param firstSeenAt when it was asked for first, as far as it is kept
 * @param lastSeenAt when it was asked for last
 */
public record UnknownKey(
        String key, boolean archived, List<String> services, long count, Instant firstSeenAt, Instant lastSeenAt) {
    public UnknownKey {
        services = List.copyOf(services);
    }
}
