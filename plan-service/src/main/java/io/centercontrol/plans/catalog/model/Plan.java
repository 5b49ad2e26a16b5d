package io.centercontrol.plans.catalog.model;

import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan with all of its versions, oldest first. At most one of them is a draft.
 *
 * @param onlyFor the one tenant that a custom package is for; null for a plan that any tenant may have
 * @param version of the aggregate, which rises by one with each change
 */
public record Plan(
        String key,
        String name,
        @Nullable TenantId onlyFor,
        List<PlanVersion> versions,
        long version,
        Instant updatedAt) {
    public Plan {
        versions = List.copyOf(versions);
    }

    /** A new plan, with a draft of its first version. */
    public static Change<Plan> create(
            String key,
            String name,
            @Nullable TenantId onlyFor,
            Terms terms,
            Map<String, Feature> features,
            Instant now) {
        PlanRules.check(key, name, terms, features);
        var draft = new PlanVersion(1, PlanVersion.Status.DRAFT, terms, null);
        return new Change<>(
                new Plan(key, name, onlyFor, List.of(draft), 1, now),
                "plan.created",
                List.of(new FieldChange("/versions/1", null, terms)));
    }

    /** Changes the draft, or begins one. */
    public Change<Plan> draft(Terms terms, Map<String, Feature> features, Instant now) {
        PlanRules.check(key, name, terms, features);
        var newest = versions.getLast();
        return switch (newest.status()) {
            case DRAFT ->
                replace(
                        newest,
                        new PlanVersion(newest.number(), PlanVersion.Status.DRAFT, terms, null),
                        "plan.draft-changed",
                        now);
            case PUBLISHED, RETIRED -> {
                var next = new PlanVersion(newest.number() + 1, PlanVersion.Status.DRAFT, terms, null);
                var all = new ArrayList<>(versions);
                all.add(next);
                yield new Change<>(
                        with(all, now),
                        "plan.draft-begun",
                        List.of(new FieldChange("/versions/" + next.number(), null, terms)));
            }
        };
    }

    /**
     * Publishes the draft: from then on it never changes. Of two who publish the same draft one has published and the other
     * is told so.
     */
    public Change<Plan> publish(int number, Instant now) {
        var found = find(number);
        switch (found.status()) {
            case DRAFT -> {}
            case PUBLISHED, RETIRED -> throw PlanRefusals.notADraft(key, found);
        }
        if (found.terms().grants().isEmpty()) {
            throw PlanRefusals.grantsNothing(key, number);
        }
        return replace(
                found,
                new PlanVersion(number, PlanVersion.Status.PUBLISHED, found.terms(), now),
                "plan.published",
                now);
    }

    /**
     * Retires a published version: nobody is given it any more.
     *
     * @param inUse how many tenants have it or will; they keep it
     * @param evenInUse whether that is meant
     */
    public Change<Plan> retire(int number, long inUse, boolean evenInUse, Instant now) {
        var found = find(number);
        switch (found.status()) {
            case PUBLISHED -> {}
            case DRAFT, RETIRED -> throw PlanRefusals.notPublished(key, found);
        }
        if (inUse > 0 && !evenInUse) {
            throw PlanRefusals.inUse(key, number, inUse);
        }
        return replace(
                found,
                new PlanVersion(number, PlanVersion.Status.RETIRED, found.terms(), found.publishedAt()),
                "plan.retired",
                now);
    }

    /** The newest version that tenants can be given; null when there is none. */
    public @Nullable PlanVersion current() {
        for (var version : versions.reversed()) {
            if (version.status() == PlanVersion.Status.PUBLISHED) {
                return version;
            }
        }
        return null;
    }

    /** A version by its number; refuses when there is none. */
    public PlanVersion find(int number) {
        if (number < 1 || number > versions.size()) {
            throw PlanRefusals.noSuchVersion(key, number);
        }
        return versions.get(number - 1);
    }

    private Change<Plan> replace(PlanVersion before, PlanVersion after, String type, Instant now) {
        var all = new ArrayList<>(versions);
        all.set(before.number() - 1, after);
        var fields = new ArrayList<FieldChange>();
        var path = "/versions/" + before.number();
        if (before.status() != after.status()) {
            fields.add(new FieldChange(path + "/status", before.status(), after.status()));
        }
        if (!before.terms().equals(after.terms())) {
            fields.add(new FieldChange(path + "/terms", before.terms(), after.terms()));
        }
        return new Change<>(with(all, now), type, fields);
    }

    private Plan with(List<PlanVersion> all, Instant now) {
        return new Plan(key, name, onlyFor, all, version + 1, now);
    }
}
