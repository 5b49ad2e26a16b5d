package io.centercontrol.governance.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the terms may hold. All rules are checked before anything is refused. */
public final class TermsRules {
    private static final long MOST = 1_000_000_000L;
    private static final int MOST_NAMES = 10_000;
    private static final Duration ONE_DAY = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(3_660);
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private static final Pattern PLAN = Pattern.compile("[a-z][a-z0-9-]{0,61}[a-z0-9]");

    private final List<Violation> found = new ArrayList<>();

    private TermsRules() {}

    /**
     * Checks terms that shall hold.
     *
     * @throws io.centercontrol.kernel.RefusedException with every rule that is broken
     */
    public static void check(Terms terms) {
        var rules = new TermsRules();
        rules.limit("/mostTestTenants", terms.mostTestTenants());
        rules.limit("/mostLiveTenants", terms.mostLiveTenants());
        rules.limit("/defaultMostStores", terms.defaultMostStores());
        rules.names(terms.reservedNames());
        // A day at least, so that a deletion by mistake is always noticed in time. What may begin at once is a matter
        // of
        // the one tenant, and asked for where its deletion is scheduled.
        rules.time("/deletionGrace", terms.deletionGrace(), ONE_DAY);
        rules.time("/slugCoolDown", terms.slugCoolDown(), Duration.ZERO);
        rules.time("/exportRetention", terms.exportRetention(), ONE_DAY);
        rules.time("/tombstoneAfter", terms.tombstoneAfter(), ONE_DAY);
        rules.plan("/defaultPlan", terms.defaultPlan());
        rules.bounds(terms.auditRetentionLeast(), terms.auditRetentionMost());
        if (!rules.found.isEmpty()) {
            throw new Refusal.Invalid(rules.found).asException();
        }
    }

    private void limit(String pointer, @Nullable Long most) {
        if (most != null && (most < 0 || most > MOST)) {
            add(pointer, "OUT_OF_RANGE", "A limit is a whole number from 0 to " + MOST + ", or null for none.");
        }
    }

    private void names(Set<String> names) {
        if (names.size() > MOST_NAMES) {
            add("/reservedNames", "TOO_MANY", "At most " + MOST_NAMES + " names are reserved.");
        }
        names.stream()
                .filter(name -> !NAME.matcher(name).matches())
                .findFirst()
                .ifPresent(wrong -> add(
                        "/reservedNames",
                        "INVALID_NAME",
                        "A reserved name has 1 to 63 characters: lower-case ASCII letters, digits, and hyphens between"
                                + " them; '" + wrong.substring(0, Math.min(80, wrong.length())) + "' has not."));
    }

    private void time(String pointer, Duration time, Duration least) {
        if (time.compareTo(least) < 0 || time.compareTo(LONGEST) > 0) {
            add(pointer, "OUT_OF_RANGE", "Must be from %s to %s.".formatted(Days.text(least), Days.text(LONGEST)));
        } else if (time.getNano() != 0) {
            add(pointer, "OUT_OF_RANGE", "Must be whole seconds.");
        }
    }

    private void bounds(@Nullable Duration least, @Nullable Duration most) {
        if (least != null) {
            time("/auditRetentionLeast", least, ONE_DAY);
        }
        if (most != null) {
            time("/auditRetentionMost", most, ONE_DAY);
        }
        if (least != null && most != null && least.compareTo(most) > 0) {
            add("/auditRetentionMost", "OUT_OF_RANGE", "Must not be less than 'auditRetentionLeast'.");
        }
    }

    private void plan(String pointer, @Nullable String key) {
        if (key != null && !PLAN.matcher(key).matches()) {
            add(
                    pointer,
                    "INVALID_KEY",
                    "A plan's key has 2 to 63 lower-case letters, digits and hyphens, a letter first and no hyphen last;"
                            + " null for none.");
        }
    }

    private void add(String pointer, String code, String message) {
        found.add(new Violation(pointer, code, message));
    }
}
