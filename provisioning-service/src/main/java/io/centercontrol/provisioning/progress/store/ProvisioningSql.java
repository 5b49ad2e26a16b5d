package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.provisioning.progress.ProvisioningQuery;
import io.centercontrol.provisioning.progress.Sighting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The SQL of a question: conditions with named parameters, never with values in the text. */
final class ProvisioningSql {
    private static final String FROM = " from provisioning p left join tenant t on t.id = p.id";

    static final String SIGHTING = "select " + SightingRow.SQL + FROM;
    static final String COUNT = "select count(*)" + FROM;

    private final ProvisioningQuery query;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    private ProvisioningSql(ProvisioningQuery query) {
        this.query = query;
    }

    /** All that the question is about. */
    static ProvisioningSql all(ProvisioningQuery query) {
        var sql = new ProvisioningSql(query);
        if (query.status() != null) {
            sql.add("p.status = :status", "status", query.status().name());
        }
        if (query.deletion() != null) {
            sql.add(
                    "p.deletion_status = :deletion",
                    "deletion",
                    query.deletion().name());
        }
        if (query.service() != null || query.stay() != null) {
            var entry = new LinkedHashMap<String, Object>();
            if (query.service() != null) {
                entry.put("service", query.service());
            }
            if (query.stay() != null) {
                entry.put("stay", query.stay().name());
            }
            sql.add(
                    "p.document -> 'services' @> cast(cast(:entry as text) as jsonb)",
                    "entry",
                    Rows.write(List.of(entry)));
        }
        if (query.tenant() != null) {
            sql.add("p.id = :tenant", "tenant", query.tenant().value());
        }
        if (query.text() != null) {
            sql.add(
                    "(position(lower(:text) in lower(t.slug)) > 0 or position(lower(:text) in lower(t.name)) > 0)",
                    "text",
                    query.text());
        }
        return sql;
    }

    /** Narrows to what comes after a cursor of the same order. */
    ProvisioningSql after(@Nullable String cursor) {
        var values = Cursor.read(cursor, 3);
        if (values == null) {
            return this;
        }
        if (!values.get(0).equals(query.sort().name())) {
            throw Cursor.invalid();
        }
        try {
            var value = bySlug() ? values.get(1) : Cursor.time(values.get(1)).toString();
            add(
                    "(%s, p.id) %s (%s, :lastId)"
                            .formatted(
                                    column(),
                                    query.sort().rising() ? ">" : "<",
                                    bySlug() ? ":lastValue" : "cast(cast(:lastValue as text) as timestamptz)"),
                    "lastValue",
                    value);
            parameters.put("lastId", UUID.fromString(values.get(2)));
        } catch (IllegalArgumentException e) {
            throw Cursor.invalid();
        }
        return this;
    }

    String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    String order() {
        var direction = query.sort().rising() ? "" : " desc";
        return " order by " + column() + direction + ", p.id" + direction + " limit " + (query.limit() + 1);
    }

    <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> selection) {
        parameters.forEach(selection::setParameter);
        return selection;
    }

    /** The page of rows of which there is one more than asked for when another page follows. */
    Page<Sighting> page(List<Sighting> found, long total) {
        var here = found.subList(0, Math.min(query.limit(), found.size()));
        return new Page<>(here, found.size() > query.limit() ? cursor(here.getLast()) : null, total);
    }

    private String cursor(Sighting last) {
        return Cursor.of(
                query.sort().name(),
                bySlug()
                        ? Objects.requireNonNullElse(last.slug(), "")
                        : last.provisioning().updatedAt().toString(),
                last.provisioning().tenant().toString());
    }

    private boolean bySlug() {
        return switch (query.sort()) {
            case SLUG, SLUG_DOWN -> true;
            case UPDATED, UPDATED_DOWN -> false;
        };
    }

    private String column() {
        return bySlug() ? "coalesce(t.slug, '')" : "p.updated_at";
    }

    private void add(String condition, String name, Object value) {
        conditions.add(condition);
        parameters.put(name, value);
    }
}
