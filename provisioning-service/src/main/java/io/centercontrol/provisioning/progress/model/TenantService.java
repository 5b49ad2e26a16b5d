package io.centercontrol.provisioning.progress.model;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.DisplayText;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A service of the data plane that tenants are provisioned in.
 *
 * @param key its name in topics: 2 to 40 lower-case ASCII letters, digits and hyphens
 * @param name its name for people
 * @param required whether a tenant needs it before it can become ACTIVE
 * @param attemptTimeout how long a report is awaited before the attempt counts as failed
 * @param firstBackoff the pause after the first failure; it doubles with each further one
 * @param mostBackoff the longest pause
 * @param serves which tenants it serves
 * @param retirement null while it is one of those that tenants are provisioned in
 * @param version rises by one with each change, from 1
 * @param updatedAt when this version was decided
 */
public record TenantService(
        String key,
        String name,
        boolean required,
        Duration attemptTimeout,
        Duration firstBackoff,
        Duration mostBackoff,
        Serves serves,
        @Nullable Retirement retirement,
        long version,
        Instant updatedAt)
        implements Aggregate {
    /** What applies where a service states nothing of its own. */
    public static final Duration DEFAULT_ATTEMPT_TIMEOUT = Duration.ofSeconds(30);

    /** See {@link #DEFAULT_ATTEMPT_TIMEOUT}. */
    public static final Duration DEFAULT_FIRST_BACKOFF = Duration.ofSeconds(1);

    /** See {@link #DEFAULT_ATTEMPT_TIMEOUT}. */
    public static final Duration DEFAULT_MOST_BACKOFF = Duration.ofMinutes(5);

    private static final Pattern KEY = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,38})[a-z0-9]");
    private static final int LONGEST_NAME = 100;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Makes a tenant service known.
     *
     * @throws io.centercontrol.kernel.RefusedException with {@link Refusal.Invalid} when a value breaks a rule
     */
    public static Change<TenantService> introduce(
            String key,
            String name,
            boolean required,
            Duration attemptTimeout,
            Duration firstBackoff,
            Duration mostBackoff,
            Serves serves,
            Instant now) {
        var next = new TenantService(
                        key, name, required, attemptTimeout, firstBackoff, mostBackoff, serves, null, 1, now)
                .checked();
        var fields = new ArrayList<>(List.of(
                new FieldChange("/key", null, key),
                new FieldChange("/name", null, name),
                new FieldChange("/required", null, required),
                new FieldChange("/attemptTimeoutMillis", null, attemptTimeout.toMillis()),
                new FieldChange("/firstBackoffMillis", null, firstBackoff.toMillis()),
                new FieldChange("/mostBackoffMillis", null, mostBackoff.toMillis())));
        noteServes(fields, Serves.EVERYBODY, serves);
        return new Change<>(next, "tenant-service.introduced", fields);
    }

    /**
     * Changes all that may change; empty when nothing does.
     *
     * @throws io.centercontrol.kernel.RefusedException with {@link Refusal.Invalid} when a value breaks a rule; when it is
     *     retired
     */
    public Optional<Change<TenantService>> revise(
            String newName,
            boolean newRequired,
            Duration newAttemptTimeout,
            Duration newFirstBackoff,
            Duration newMostBackoff,
            Serves newServes,
            Instant now) {
        checkServing();
        var next = new TenantService(
                        key,
                        newName,
                        newRequired,
                        newAttemptTimeout,
                        newFirstBackoff,
                        newMostBackoff,
                        newServes,
                        null,
                        version + 1,
                        now)
                .checked();
        var fields = new ArrayList<FieldChange>();
        note(fields, "/name", name, newName);
        note(fields, "/required", required, newRequired);
        note(fields, "/attemptTimeoutMillis", attemptTimeout.toMillis(), newAttemptTimeout.toMillis());
        note(fields, "/firstBackoffMillis", firstBackoff.toMillis(), newFirstBackoff.toMillis());
        note(fields, "/mostBackoffMillis", mostBackoff.toMillis(), newMostBackoff.toMillis());
        noteServes(fields, serves, newServes);
        return fields.isEmpty() ? Optional.empty() : Optional.of(new Change<>(next, "tenant-service.revised", fields));
    }

    /**
     * Takes it out for good.
     *
     * @param by id of who decides it
     * @throws io.centercontrol.kernel.RefusedException when it is retired already
     */
    public Change<TenantService> retire(String by, String reason, Instant now) {
        checkServing();
        return new Change<>(
                retired(new Retirement(now, by, reason, null), now),
                "tenant-service.retired",
                List.of(new FieldChange("/retiredAt", null, now.toString())));
    }

    /** The topics that it wrote are gone from the broker; null when that is known, or when it is not retired. */
    public @Nullable Change<TenantService> topicsRemoved(Instant now) {
        if (retirement == null || retirement.topicsRemovedAt() != null) {
            return null;
        }
        return new Change<>(
                retired(retirement.withoutTopics(now), now),
                "tenant-service.topics-removed",
                List.of(new FieldChange("/topicsRemovedAt", null, now.toString())));
    }

    private TenantService retired(Retirement as, Instant now) {
        return new TenantService(
                key, name, required, attemptTimeout, firstBackoff, mostBackoff, serves, as, version + 1, now);
    }

    /** Whether it was taken out. */
    public boolean retired() {
        return retirement != null;
    }

    /**
     * Makes sure that it is one of those that tenants are provisioned in.
     *
     * @throws io.centercontrol.kernel.RefusedException when it is retired
     */
    public void checkServing() {
        if (retirement != null) {
            throw ProvisioningRefusals.retired(key, retirement);
        }
    }

    @Override
    public String aggregateId() {
        return key;
    }

    @Override
    public String inWords() {
        return "The tenant service " + key;
    }

    /** Whether a text can be the key of a tenant service. */
    public static boolean isKey(String text) {
        return KEY.matcher(text).matches();
    }

    /**
     * The pause after a failed attempt: doubled with each one up to the longest, of which the upper half is left to chance so
     * that services which fail together do not come back together.
     *
     * @param attempt number of the failed attempt, from 1
     * @param jitter from 0 (shortest) to 1 (longest)
     */
    public Duration backoff(int attempt, double jitter) {
        var doublings = Math.min(Math.max(attempt - 1, 0), 40);
        var whole =
                Math.min((double) mostBackoff.toMillis(), (double) firstBackoff.toMillis() * Math.pow(2, doublings));
        return Duration.ofMillis(Math.round(whole / 2 + whole / 2 * Math.clamp(jitter, 0, 1)));
    }

    /** What is said of an attempt whose report did not come. */
    String overdue() {
        return "No report came within " + attemptTimeout.toMillis() + " ms.";
    }

    private TenantService checked() {
        var violations = new ArrayList<Violation>();
        if (!isKey(key)) {
            violations.add(new Violation(
                    "/key", "INVALID_KEY", "The key has 2 to 40 lower-case ASCII letters, digits and inner hyphens."));
        }
        if (DisplayText.isBlank(name) || name.length() > LONGEST_NAME || !DisplayText.isLine(name)) {
            violations.add(new Violation(
                    "/name",
                    "INVALID_NAME",
                    "The name has 1 to " + LONGEST_NAME + " characters on one line and is not blank."));
        }
        inRange(violations, attemptTimeout, "/attemptTimeoutMillis");
        inRange(violations, firstBackoff, "/firstBackoffMillis");
        inRange(violations, mostBackoff, "/mostBackoffMillis");
        if (mostBackoff.compareTo(firstBackoff) < 0) {
            violations.add(new Violation(
                    "/mostBackoffMillis", "INVALID_TIME", "The longest back-off is not shorter than the first."));
        }
        violations.addAll(ServesRules.check(serves));
        if (!violations.isEmpty()) {
            throw new Refusal.Invalid(violations).asException();
        }
        return this;
    }

    private static void inRange(List<Violation> violations, Duration duration, String pointer) {
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            violations.add(new Violation(pointer, "INVALID_TIME", "A time is from 100 ms to 1 day."));
        }
    }

    private static void noteServes(List<FieldChange> fields, Serves before, Serves after) {
        note(fields, "/serves/kinds", before.kinds(), after.kinds());
        note(fields, "/serves/regions", before.regions(), after.regions());
        note(fields, "/serves/plans", before.plans(), after.plans());
        note(fields, "/serves/features", before.features(), after.features());
        note(fields, "/serves/labels", before.labels(), after.labels());
        note(
                fields,
                "/serves/whenLeft",
                before.whenLeft().name(),
                after.whenLeft().name());
    }

    private static void note(List<FieldChange> fields, String path, Object before, Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(new FieldChange(path, before, after));
        }
    }
}
