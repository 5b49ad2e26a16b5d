package io.centercontrol.chaos.check;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule that does not hold.
 *
 * @param tenant whose history breaks it; null when it is no single tenant's
 * @param version where in the tenant's life
 * @param text what is wrong
 */
public record Violation(Rule rule, @Nullable UUID tenant, long version, String text) {
    @Override
    public String toString() {
        return rule + (tenant == null ? "" : " tenant " + tenant + " version " + version) + ": " + text;
    }
}
