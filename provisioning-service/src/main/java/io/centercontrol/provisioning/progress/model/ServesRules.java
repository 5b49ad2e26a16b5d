package io.centercontrol.provisioning.progress.model;

import io.centercontrol.kernel.DisplayText;
import io.centercontrol.kernel.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the criteria of {@link Serves} may be: the shapes that the owners of the words give them. */
final class ServesRules {
    private static final int MOST_VALUES = 100;
    private static final int MOST_LABELS = 20;
    private static final Set<String> KINDS = Set.of("LIVE", "TEST");
    private static final Pattern REGION = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?");
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,61}[A-Za-z0-9])?");

    private final List<Violation> found = new ArrayList<>();

    private ServesRules() {}

    /** All that is wrong, each where it stands in a request. */
    static List<Violation> check(Serves serves) {
        var rules = new ServesRules();
        rules.kinds(serves.kinds());
        rules.words(
                "regions",
                serves.regions(),
                REGION,
                "A region has 1 to 32 characters: lower-case ASCII letters, digits, hyphens.");
        rules.words("plans", serves.plans(), KEY, "A plan's key has 2 to 63 lower-case letters, digits and hyphens.");
        rules.words(
                "features",
                serves.features(),
                KEY,
                "A feature's key has 2 to 63 lower-case letters, digits and hyphens.");
        rules.labels(serves);
        return rules.found;
    }

    private void kinds(Collection<String> kinds) {
        kinds.stream()
                .filter(kind -> !KINDS.contains(kind))
                .forEach(kind -> add("/serves/kinds", "INVALID_KIND", "A kind of tenant is LIVE or TEST."));
    }

    private void words(String name, Collection<String> values, Pattern form, String message) {
        if (values.size() > MOST_VALUES) {
            add("/serves/" + name, "TOO_MANY", "There are at most " + MOST_VALUES + " values of one criterion.");
        } else if (!values.stream().allMatch(value -> form.matcher(value).matches())) {
            add("/serves/" + name, "INVALID_CRITERION", message);
        }
    }

    private void labels(Serves serves) {
        if (serves.labels().size() > MOST_LABELS) {
            add("/serves/labels", "TOO_MANY", "A service asks for at most " + MOST_LABELS + " labels.");
            return;
        }
        serves.labels().forEach((name, value) -> {
            var valid = LABEL.matcher(name).matches()
                    && value.length() <= 200
                    && DisplayText.isLine(value)
                    && (value.isEmpty() || !DisplayText.isBlank(value));
            if (!valid) {
                add(
                        "/serves/labels/" + name.replace("~", "~0").replace("/", "~1"),
                        "INVALID_LABEL",
                        "A label's name has 1 to 63 characters: ASCII letters, digits, and . _ / - between them; its value"
                                + " has at most 200, and no control characters.");
            }
        });
    }

    private void add(String pointer, String code, String message) {
        found.add(new Violation(pointer, code, message));
    }
}
