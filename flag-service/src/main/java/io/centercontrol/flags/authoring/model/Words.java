package io.centercontrol.flags.authoring.model;

import io.centercontrol.kernel.DisplayText;
import io.centercontrol.kernel.FlagKey;
import io.centercontrol.kernel.Violation;
import java.util.List;
import java.util.regex.Pattern;

/** Keys, names and other words that people choose. */
final class Words {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern PLAN = Pattern.compile("[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9._:-]{0,49}");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 2_000;

    private Words() {}

    static void key(String pointer, String key, List<Violation> found) {
        if (!KEY.matcher(key).matches()) {
            found.add(new Violation(
                    pointer,
                    "INVALID_KEY",
                    "A key has 1 to 100 letters, digits, dots, dashes and underscores, a letter or digit first."));
        }
    }

    /** A key of a flag, which other systems may have chosen. */
    static void flagKey(String pointer, String key, List<Violation> found) {
        if (!FlagKey.isOne(key)) {
            found.add(new Violation(
                    pointer,
                    "INVALID_KEY",
                    "A flag's key has 1 to " + FlagKey.LONGEST
                            + " characters that can be seen, on one line, no blank at"
                            + " an end, and neither '.' nor '..' alone between slashes."));
        }
    }

    static void name(String pointer, String name, List<Violation> found) {
        if (DisplayText.isBlank(name) || name.length() > LONGEST_NAME || !DisplayText.isLine(name)) {
            found.add(new Violation(
                    pointer, "INVALID_NAME", "Must have 1 to " + LONGEST_NAME + " characters on one line."));
        }
    }

    static void description(String pointer, String text, List<Violation> found) {
        if (text.length() > LONGEST_DESCRIPTION || !DisplayText.isProse(text)) {
            found.add(new Violation(
                    pointer,
                    "INVALID_DESCRIPTION",
                    "Must have at most " + LONGEST_DESCRIPTION + " characters, and of control characters only those"
                            + " that end a line and tabs."));
        }
    }

    static void tag(String pointer, String tag, List<Violation> found) {
        if (!TAG.matcher(tag).matches()) {
            found.add(new Violation(
                    pointer,
                    "INVALID_TAG",
                    "A tag has 1 to 50 lower-case letters, digits, dots, colons, dashes and underscores, a letter or"
                            + " digit first."));
        }
    }

    static void plan(String pointer, String plan, List<Violation> found) {
        if (!PLAN.matcher(plan).matches()) {
            found.add(new Violation(
                    pointer,
                    "INVALID_PLAN",
                    "A plan's key has 2 to 63 lower-case letters, digits and dashes, a letter first."));
        }
    }
}
