package io.centercontrol.flags.limits.model;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often one tenant, or each tenant of a plan, may make one class of call.
 *
 * @param removed it does not hold, until it is set again; its terms are those that held last
 * @param version rises by one with each change, from 1, beyond removals too
 */
public record RateLimit(LimitKey key, Terms terms, boolean removed, long version, Instant updatedAt)
        implements Aggregate {
    @Override
    public String aggregateId() {
        return key.id();
    }

    @Override
    public String inWords() {
        return "The rate limit " + key.id();
    }

    /** One that there never was. */
    public static Change<RateLimit> introduce(LimitKey key, Terms terms, Instant now) {
        RateLimitRules.check(key, terms, now);
        return new Change<>(new RateLimit(key, terms, false, 1, now), "rate-limit.set", difference(null, terms));
    }

    /** Other terms, which make a removed one hold again; null when nothing is other than it was. */
    public @Nullable Change<RateLimit> set(Terms next, Instant now) {
        if (!removed && next.equals(terms)) {
            return null;
        }
        RateLimitRules.check(key, next, now);
        var fields = difference(terms, next);
        if (removed) {
            fields.addFirst(new FieldChange("/removed", true, false));
        }
        return new Change<>(
                new RateLimit(key, next, false, version + 1, now),
                removed ? "rate-limit.restored" : "rate-limit.changed",
                fields);
    }

    /** It holds no more; refuses when it did not. */
    public Change<RateLimit> remove(Instant now) {
        if (removed) {
            throw RateLimitRefusals.notFound(key);
        }
        return end("rate-limit.removed", now);
    }

    /** Its time is over; null when it is not, or when it did not hold any more. */
    public @Nullable Change<RateLimit> expire(Instant now) {
        return removed || !terms.isOver(now) ? null : end("rate-limit.expired", now);
    }

    /** Whether it holds at a moment. */
    public boolean holds(Instant now) {
        return !removed && !terms.isOver(now);
    }

    private Change<RateLimit> end(String type, Instant now) {
        return new Change<>(
                new RateLimit(key, terms, true, version + 1, now),
                type,
                List.of(new FieldChange("/removed", false, true)));
    }

    private static List<FieldChange> difference(@Nullable Terms before, Terms after) {
        var fields = new ArrayList<FieldChange>();
        add(fields, "/permits", before == null ? null : before.permits(), after.permits());
        add(fields, "/perSeconds", before == null ? null : before.perSeconds(), after.perSeconds());
        add(fields, "/burst", before == null ? null : before.burst(), after.burst());
        add(fields, "/stage", before == null ? null : before.stage(), after.stage());
        add(fields, "/expiresAt", before == null ? null : text(before.expiresAt()), text(after.expiresAt()));
        return fields;
    }

    private static void add(List<FieldChange> fields, String path, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(new FieldChange(path, before, after));
        }
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
