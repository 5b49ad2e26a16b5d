package io.centercontrol.usage.statements.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant stood, from a moment until the next one that is known.
 *
 * @param since from when it counts
 * @param status as tenant-registry says it
 * @param currency as ISO 4217 calls it; null when none is said
 * @param timeZone an IANA name
 */
public record Standing(
        Instant since, String status, @Nullable String currency, String timeZone) implements Since {
    /** The time zone that counts at a moment. */
    public static String zoneAt(List<Standing> standings, Instant moment, String otherwise) {
        var standing = Spans.at(standings, moment);
        return standing == null ? otherwise : standing.timeZone();
    }
}
