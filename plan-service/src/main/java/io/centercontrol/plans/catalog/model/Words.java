package io.centercontrol.plans.catalog.model;

import io.centercontrol.kernel.DisplayText;
import io.centercontrol.kernel.Violation;
import java.util.List;
import java.util.regex.Pattern;

/** Keys and names, of features as of plans. */
final class Words {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final int LONGEST_NAME = 100;

    private Words() {}

    static void key(String key, List<Violation> found) {
        if (!KEY.matcher(key).matches()) {
            found.add(new Violation(
                    "/key", "INVALID_KEY", "A key has 2 to 63 lower-case letters, digits and dashes, a letter first."));
        }
    }

    static void name(String name, List<Violation> found) {
        if (!isText(name, LONGEST_NAME)) {
            found.add(new Violation(
                    "/name", "INVALID_NAME", "A name has 1 to " + LONGEST_NAME + " characters on one line."));
        }
    }

    static boolean isText(String text, int longest) {
        return !DisplayText.isBlank(text) && text.length() <= longest && DisplayText.isLine(text);
    }
}
