package io.centercontrol.chaos.check;

import io.centercontrol.chaos.history.Subject;
import org.jspecify.annotations.Nullable;

/**
 * A rule that does not hold.
 *
 * @param subject whose history breaks it; null when it is no single one's
 * @param version where in its life
 * @param text what is wrong
 */
public record Violation(Rule rule, @Nullable Subject subject, long version, String text) {
    @Override
    public String toString() {
        return rule + (subject == null ? "" : " " + subject + " version " + version) + ": " + text;
    }
}
