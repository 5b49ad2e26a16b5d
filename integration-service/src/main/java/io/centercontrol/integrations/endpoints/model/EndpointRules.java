package io.centercontrol.integrations.endpoints.model;

import io.centercontrol.kernel.DisplayText;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import io.centercontrol.outgoing.model.Reach;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an endpoint's terms must be; all that is wrong is said at once. */
final class EndpointRules {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_URL = 1_000;
    private static final int MOST_TYPES = 50;
    private static final int MOST_TENANTS = 1_000;

    private EndpointRules() {}

    static void check(Terms terms, Reach reach, Collection<String> known) {
        var found = new ArrayList<Violation>();
        var name = terms.name();
        if (DisplayText.isBlank(name) || name.length() > LONGEST_NAME || !DisplayText.isLine(name)) {
            found.add(new Violation(
                    "/name", "INVALID_NAME", "A name has 1 to " + LONGEST_NAME + " characters on one line."));
        }
        var wrong = wrongUrl(terms.url(), reach);
        if (wrong != null) {
            found.add(new Violation("/url", "INVALID_URL", wrong));
        }
        types(terms, known, found);
        var tenants = terms.tenants();
        if (tenants != null && (tenants.isEmpty() || tenants.size() > MOST_TENANTS)) {
            found.add(new Violation(
                    "/tenants",
                    "INVALID_NUMBER",
                    "Name 1 to %,d tenants, or leave them away for all.".formatted(MOST_TENANTS)));
        }
        if (!found.isEmpty()) {
            throw new Refusal.Invalid(found).asException();
        }
    }

    private static void types(Terms terms, Collection<String> known, List<Violation> found) {
        if (terms.types().isEmpty() || terms.types().size() > MOST_TYPES) {
            found.add(new Violation(
                    "/types",
                    "INVALID_NUMBER",
                    "Name 1 to %d types of events; * is all of them.".formatted(MOST_TYPES)));
            return;
        }
        terms.types().stream()
                .filter(type -> !isKnown(type, known))
                .map(type -> new Violation(
                        "/types",
                        "UNKNOWN_EVENT_TYPE",
                        "There is no event of type '%s'. GET /api/v1/webhook-event-types has all; tenant.* is all of tenant's."
                                .formatted(shown(type))))
                .forEach(found::add);
    }

    private static boolean isKnown(String pattern, Collection<String> known) {
        return TypePattern.isOne(pattern)
                && (pattern.equals(TypePattern.ALL)
                        || known.stream().anyMatch(type -> TypePattern.of(type).contains(pattern)));
    }

    private static String shown(String text) {
        return text.length() > 80 || !DisplayText.isLine(text) ? text.length() + " characters" : text;
    }

    /** What is wrong with it; null when nothing is. Whether its name leads to a public address is looked at apart. */
    private static @Nullable String wrongUrl(String text, Reach reach) {
        if (text.length() > LONGEST_URL) {
            return "A URL has at most %,d characters.".formatted(LONGEST_URL);
        }
        try {
            var url = new URI(text);
            var scheme = url.getScheme();
            if (scheme == null || url.getHost() == null || url.isOpaque()) {
                return "Send a whole URL, such as https://hooks.example.com/center-control.";
            }
            if (!reach.allowsScheme(scheme)) {
                return "Only https is spoken: what is told is read by nobody on the way.";
            }
            if (url.getRawUserInfo() != null) {
                return "No user name in the URL: each request is signed, which is more.";
            }
            if (url.getRawFragment() != null) {
                return "No #fragment in the URL: it is sent to nobody.";
            }
            var port = url.getPort();
            return port == 0 || port > 65_535 ? "There is no port " + port + "." : null;
        } catch (URISyntaxException e) {
            return "It is no URL: " + e.getReason() + ".";
        }
    }
}
