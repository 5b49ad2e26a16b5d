package io.centercontrol.tenants.store;

import io.centercontrol.kernel.Cursor;
import io.centercontrol.tenants.TenantFilter;
import io.centercontrol.tenants.TenantSort;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The SQL of a filter, a sort order and a cursor: conditions with named parameters, never with values in the text. */
final class TenantQuery {
    /** The columns of {@link TenantRow}: without the text index, which no reader wants. */
    static final String SELECT = "select id, version, event_id, slug, name, kind, status, region, primary_domain,"
            + " created_at, updated_at, due_at, deleted_at, purged_at, search_words, document from tenant";

    /** More than that are not counted: whoever sees so many narrows the search, and counting all costs more than the page. */
    static final int COUNTED = 10_000;

    private static final String TEXT = "words @@ to_tsquery('simple', :text)";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    TenantQuery(TenantFilter filter) {
        if (filter.text() != null) {
            add(TEXT, "text", SearchWords.prefixQuery(filter.text()));
        }
        if (filter.statuses().isEmpty()) {
            // Who looks for tenants means those there are; the deleted are found by their status.
            conditions.add("status <> 'DELETED'");
        } else {
            add(
                    "status in (:statuses)",
                    "statuses",
                    filter.statuses().stream().map(Enum::name).toList());
        }
        if (filter.kind() != null) {
            add("kind = :kind", "kind", filter.kind().name());
        }
        if (filter.region() != null) {
            add("region = :region", "region", filter.region());
        }
        if (filter.createdFrom() != null) {
            add("created_at >= :createdFrom", "createdFrom", time(filter.createdFrom()));
        }
        if (filter.createdTo() != null) {
            add("created_at < :createdTo", "createdTo", time(filter.createdTo()));
        }
        var number = 0;
        for (var label : filter.labels().entrySet()) {
            var name = "label" + number++;
            conditions.add("document -> 'labels' @> jsonb_build_object(cast(:" + name + " as text), cast(:" + name
                    + "value as text))");
            parameters.put(name, label.getKey());
            parameters.put(name + "value", label.getValue());
        }
    }

    /** Narrows to what comes after a cursor of the same order. */
    TenantQuery after(TenantSort sort, @Nullable String cursor) {
        var values = Cursor.read(cursor, 3);
        if (values == null) {
            return this;
        }
        if (!values.get(0).equals(order(sort))) {
            throw Cursor.invalid();
        }
        try {
            add(
                    "(%s, id) %s (:lastValue, :lastId)".formatted(column(sort), sort.descending() ? "<" : ">"),
                    "lastValue",
                    switch (sort.by()) {
                        case CREATED_AT, UPDATED_AT -> time(Cursor.time(values.get(1)));
                        case NAME, SLUG -> values.get(1);
                    });
            parameters.put("lastId", UUID.fromString(values.get(2)));
        } catch (IllegalArgumentException e) {
            throw Cursor.invalid();
        }
        return this;
    }

    /** The cursor behind a row. */
    static String cursor(TenantSort sort, TenantRow row) {
        return Cursor.of(
                order(sort),
                switch (sort.by()) {
                    case CREATED_AT -> row.createdAt.toString();
                    case UPDATED_AT -> row.updatedAt.toString();
                    case NAME -> row.name;
                    case SLUG -> row.slug;
                },
                row.id.toString());
    }

    /** How many there are, and at most one more than are counted. */
    String count() {
        return "select count(*) from (select 1 from tenant" + where() + " limit " + (COUNTED + 1) + ") counted";
    }

    /**
     * One page. PostgreSQL cannot tell how many tenants a word's beginning fits, and either road is slow for the other's
     * case: so a search that finds few takes the index of words and sorts what it finds, and one that finds many walks along
     * the order and looks at each word.
     */
    String page(TenantSort sort, boolean many) {
        if (!conditions.contains(TEXT)) {
            return SELECT + where() + orderBy(sort);
        }
        return many
                ? SELECT + where().replace(TEXT, "(" + TEXT + ") is true") + orderBy(sort)
                : "with found as materialized (" + SELECT + where() + ") select * from found" + orderBy(sort);
    }

    String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    private static String orderBy(TenantSort sort) {
        var direction = sort.descending() ? " desc" : "";
        return " order by " + column(sort) + direction + ", id" + direction;
    }

    <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }

    private void add(String condition, String name, Object value) {
        conditions.add(condition);
        parameters.put(name, value);
    }

    private static String order(TenantSort sort) {
        return (sort.descending() ? "-" : "") + sort.by().name();
    }

    private static String column(TenantSort sort) {
        return switch (sort.by()) {
            case CREATED_AT -> "created_at";
            case UPDATED_AT -> "updated_at";
            case NAME -> "name";
            case SLUG -> "slug";
        };
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
