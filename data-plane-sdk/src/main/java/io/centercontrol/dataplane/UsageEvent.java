package io.centercontrol.dataplane;

import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.Map;

/**
 * An event of billing grade.
 *
 * @param id unique in this service and meter, such as the order's: an event that is told again counts once; 1 to 200 characters
 * @param meter the meter's key
 * @param amount the value, money in the smallest unit of its currency; how many it stands for, of a meter of the kind COUNT
 * @param happenedAt by this machine's clock
 * @param properties what the meter asks for: the event's currency, its groups, its subject; at most 20, with names and values of at
 *     most 200 characters
 */
public record UsageEvent(
        String id, String meter, TenantId tenant, long amount, Instant happenedAt, Map<String, String> properties) {
    private static final int MOST_PROPERTIES = 20;
    private static final int LONGEST = 200;

    public UsageEvent {
        properties = Map.copyOf(properties);
        check(id, meter, properties);
    }

    /** An event that happens now. */
    public static UsageEvent now(
            String id, String meter, TenantId tenant, long amount, Map<String, String> properties) {
        return new UsageEvent(id, meter, tenant, amount, Instant.now(), properties);
    }

    /**
     * Whether an event can be of these.
     *
     * @throws IllegalArgumentException when it cannot
     */
    public static void check(String id, String meter, Map<String, String> properties) {
        checkText(id, "an event's id");
        checkText(meter, "a meter's key");
        if (properties.isEmpty()) {
            return;
        }
        if (properties.size() > MOST_PROPERTIES) {
            throw new IllegalArgumentException(
                    properties.size() + " properties; an event has at most " + MOST_PROPERTIES);
        }
        for (var property : properties.entrySet()) {
            checkText(property.getKey(), "a property's name");
            if (!fits(property.getValue())) {
                throw new IllegalArgumentException("the property '" + property.getKey() + "' is longer than " + LONGEST
                        + " characters, or has a NUL");
            }
        }
    }

    private static void checkText(String text, String what) {
        if (text.isEmpty() || !fits(text)) {
            throw new IllegalArgumentException(what + " has 1 to " + LONGEST + " characters and no NUL");
        }
    }

    private static boolean fits(String text) {
        return text.length() <= LONGEST && text.indexOf('\0') < 0;
    }
}
