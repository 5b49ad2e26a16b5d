package io.centercontrol.usage.meters.model;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something of tenants' use that is measured. What it measures never changes: whoever wants to measure otherwise makes another
 * meter, and archives this one.
 *
 * @param key lower case, digits and dashes, such as {@code api-calls}; never used for anything else again
 * @param archived it measures nothing any more; what it has measured stays
 * @param version rises by one with each change, from 1
 */
public record Meter(
        String key, Measure measure, Terms terms, boolean archived, long version, Instant createdAt, Instant updatedAt)
        implements Aggregate {
    @Override
    public String aggregateId() {
        return key;
    }

    @Override
    public String inWords() {
        return "The meter " + key;
    }

    /** A new one. */
    public static Change<Meter> create(String key, Measure measure, Terms terms, Instant now) {
        MeterRules.check(key, measure, terms);
        var fields = new ArrayList<FieldChange>();
        fields.add(new FieldChange("/key", null, key));
        for (var part : measure.parts()) {
            add(fields, part.pointer(), null, part.value());
        }
        difference(fields, null, terms);
        return new Change<>(new Meter(key, measure, terms, false, 1, now, now), "meter.created", fields);
    }

    /**
     * As it shall be; null when it is so. Refuses another measure.
     *
     * @param same what it shall measure
     */
    public @Nullable Change<Meter> revise(Measure same, Terms next, boolean nextArchived, Instant now) {
        MeterRules.check(key, same, next);
        if (!same.equals(measure)) {
            throw MeterRefusals.measuresOtherwise(key, measure.differences(same));
        }
        var fields = new ArrayList<FieldChange>();
        add(fields, "/archived", archived, nextArchived);
        difference(fields, terms, next);
        return fields.isEmpty()
                ? null
                : new Change<>(
                        new Meter(key, measure, next, nextArchived, version + 1, createdAt, now),
                        nextArchived == archived ? "meter.revised" : nextArchived ? "meter.archived" : "meter.restored",
                        fields);
    }

    private static void difference(List<FieldChange> fields, @Nullable Terms before, Terms after) {
        add(fields, "/name", before == null ? null : before.name(), after.name());
        add(fields, "/description", before == null ? null : before.description(), after.description());
        add(fields, "/unit", before == null ? null : before.unit(), after.unit());
        add(
                fields,
                "/groupBy",
                before == null ? List.of() : List.copyOf(before.groupBy()),
                List.copyOf(after.groupBy()));
        add(fields, "/feature", before == null ? null : before.feature(), after.feature());
    }

    private static void add(List<FieldChange> fields, String path, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(new FieldChange(path, before, after));
        }
    }
}
