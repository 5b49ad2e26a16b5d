package io.centercontrol.audit.trail.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.audit.trail.Entries.Facets;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Counts entries of which it is known where they lie, by what has few values, and by the actors that have most of them. */
final class FacetReader {
    private static final String ACTOR = "actor";
    private static final List<String> FACETS = List.of("action", "category", "outcome", "service", "topic");

    private static final String COUNTS =
            "with f as (select e.action, e.category, e.outcome, e.service, e.topic, s.actor from "
                    + Spotted.TABLES
                    + " where "
                    + Spotted.THERE
                    + ") select cast(jsonb_build_object("
                    + FACETS.stream()
                            .map(
                                    ("'%1$s', (select jsonb_object_agg(%1$s, n) from (select %1$s, count(*) as n from f group by %1$s)"
                                                    + " g)")::formatted)
                            .collect(Collectors.joining(", "))
                    + ", 'actor', (select jsonb_object_agg(actor, n) from (select actor, count(*) as n from f where actor is not null"
                    + " group by actor order by n desc limit 20) g)) as text)";

    private FacetReader() {}

    /** @param isExact whether these are all that fit */
    static Uni<Facets> read(Mutiny.Session session, List<Spot> spots, boolean isExact) {
        if (spots.isEmpty()) {
            return Uni.createFrom().item(facets(Rows.mapper().createObjectNode(), 0, isExact));
        }
        return Spotted.bind(OneColumn.select(session, COUNTS, String.class), spots)
                .getSingleResult()
                .map(row -> facets(tree(row), spots.size(), isExact));
    }

    private static JsonNode tree(String row) {
        try {
            return Rows.mapper().readTree(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what PostgreSQL builds is JSON", e);
        }
    }

    private static Facets facets(JsonNode counts, long counted, boolean isExact) {
        var of = new LinkedHashMap<String, Map<String, Long>>();
        FACETS.forEach(facet -> of.put(facet, values(counts.path(facet))));
        of.put(ACTOR, values(counts.path(ACTOR)));
        return new Facets(of, counted, isExact);
    }

    private static Map<String, Long> values(JsonNode counts) {
        var values = new HashMap<String, Long>();
        counts.properties()
                .forEach(one -> values.put(one.getKey(), one.getValue().asLong()));
        return values;
    }
}
