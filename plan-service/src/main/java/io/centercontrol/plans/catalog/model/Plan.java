package io.centercontrol.plans.catalog.model;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan or an add-on with all of its versions, oldest first. At most one of them is a draft.
 *
 * @param onlyFor the one tenant that a custom package is for; null for a plan that any tenant may have
 * @param version of the aggregate, which rises by one with each change
 */
public record Plan(
        String key,
        String name,
        Kind kind,
        @Nullable TenantId onlyFor,
        List<PlanVersion> versions,
        long version,
        Instant updatedAt)
        implements Aggregate {
    @Override
    public String aggregateId() {
        return key;
    }

    @Override
    public String inWords() {
        return "The plan " + key;
    }

    /** Whether a tenant has one of it or any number. */
    public enum Kind {
        /** A tenant has exactly one at every moment. */
        PLAN,
        /** Goes on top of a plan. */
        ADD_ON
    }

    public Plan {
        versions = List.copyOf(versions);
    }

    /**
     * A new plan, with a draft of its first version.
     *
     * @param features all there are, by key
     * @param plans all the others, by key
     */
    public static Change<Plan> create(
            String key,
            String name,
            Kind kind,
            @Nullable TenantId onlyFor,
            Terms terms,
            Map<String, Feature> features,
            Map<String, Plan> plans,
            Instant now) {
        var draft = new PlanVersion(1, PlanVersion.Status.DRAFT, terms, null);
        var plan = new Plan(key, name, kind, onlyFor, List.of(draft), 1, now);
        PlanRules.checkDraft(plan, terms, features, plans);
        var fields = new ArrayList<FieldChange>();
        fields.add(new FieldChange("/key", null, key));
        fields.add(new FieldChange("/name", null, name));
        fields.add(new FieldChange("/kind", null, kind));
        if (onlyFor != null) {
            fields.add(new FieldChange("/onlyFor", null, onlyFor.toString()));
        }
        fields.addAll(begun(draft));
        return new Change<>(plan, "plan.created", fields);
    }

    /**
     * Changes the draft, or begins one; null when neither it nor the name is other than it was. Another name holds at once,
     * for all versions.
     */
    public @Nullable Change<Plan> draft(
            String newName, Terms terms, Map<String, Feature> features, Map<String, Plan> plans, Instant now) {
        var newest = versions.getLast();
        var all = new ArrayList<>(versions);
        var fields = new ArrayList<FieldChange>();
        if (!newName.equals(name)) {
            fields.add(new FieldChange("/name", name, newName));
        }
        var type = switch (newest.status()) {
            case DRAFT -> {
                all.set(newest.number() - 1, new PlanVersion(newest.number(), newest.status(), terms, null));
                fields.addAll(TermsDifference.between(path(newest.number()), newest.terms(), terms));
                yield "plan.draft-changed";
            }
            case PUBLISHED, RETIRED -> {
                var next = new PlanVersion(newest.number() + 1, PlanVersion.Status.DRAFT, terms, null);
                all.add(next);
                fields.addAll(begun(next));
                yield "plan.draft-begun";
            }
        };
        var next = new Plan(key, newName, kind, onlyFor, all, version + 1, now);
        PlanRules.checkDraft(next, terms, features, plans);
        return fields.isEmpty() ? null : new Change<>(next, type, fields);
    }

    /**
     * Publishes the draft: from then on it never changes. Of two who publish the same draft one has published and the other
     * is told so. What a draft must be is asked again, since features and plans may have changed since.
     */
    public Change<Plan> publish(int number, Map<String, Feature> features, Map<String, Plan> plans, Instant now) {
        var found = find(number);
        switch (found.status()) {
            case DRAFT -> {}
            case PUBLISHED, RETIRED -> throw PlanRefusals.notADraft(key, found);
        }
        if (found.terms().grants().isEmpty()) {
            throw PlanRefusals.grantsNothing(key, number);
        }
        PlanRules.checkToPublish(this, found.terms(), features, plans);
        return with(new PlanVersion(number, PlanVersion.Status.PUBLISHED, found.terms(), now), "plan.published", now);
    }

    /**
     * Retires a published version: nobody is given it any more. The last published version of a plan that trials end in
     * cannot be, since they would end in nothing.
     *
     * @param inUse how many tenants have it or will; they keep it
     * @param evenInUse whether that is meant
     * @param plans all there are, by key
     */
    public Change<Plan> retire(int number, long inUse, boolean evenInUse, Map<String, Plan> plans, Instant now) {
        var found = find(number);
        switch (found.status()) {
            case PUBLISHED -> {}
            case DRAFT, RETIRED -> throw PlanRefusals.notPublished(key, found);
        }
        if (inUse > 0 && !evenInUse) {
            throw PlanRefusals.inUse(key, number, inUse);
        }
        var change = with(
                new PlanVersion(number, PlanVersion.Status.RETIRED, found.terms(), found.publishedAt()),
                "plan.retired",
                now);
        if (change.next().current() == null) {
            var tried = plans.values().stream()
                    .filter(this::endsTrialsOf)
                    .map(Plan::key)
                    .sorted()
                    .toList();
            if (!tried.isEmpty()) {
                throw PlanRefusals.endsTrials(key, number, tried);
            }
        }
        return change;
    }

    private boolean endsTrialsOf(Plan other) {
        return other.versions().stream()
                .anyMatch(version -> version.status() == PlanVersion.Status.PUBLISHED
                        && key.equals(version.terms().afterTrial()));
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
        if (!has(number)) {
            throw PlanRefusals.noSuchVersion(key, number);
        }
        return versions.get(number - 1);
    }

    /** Whether there is a version of this number. */
    public boolean has(int number) {
        return number >= 1 && number <= versions.size();
    }

    private Change<Plan> with(PlanVersion after, String type, Instant now) {
        var all = new ArrayList<>(versions);
        var before = all.set(after.number() - 1, after);
        return new Change<>(
                new Plan(key, name, kind, onlyFor, all, version + 1, now),
                type,
                List.of(new FieldChange(path(after.number()) + "/status", before.status(), after.status())));
    }

    private static List<FieldChange> begun(PlanVersion draft) {
        var fields = new ArrayList<FieldChange>();
        fields.add(new FieldChange(path(draft.number()) + "/status", null, draft.status()));
        fields.addAll(TermsDifference.between(path(draft.number()), null, draft.terms()));
        return fields;
    }

    private static String path(int number) {
        return "/versions/" + number;
    }
}
