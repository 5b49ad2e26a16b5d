package io.centercontrol.audit.trail.store;

import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.audit.trail.model.Sight;
import io.centercontrol.kit.sql.Conditions;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/** What is looked for, and what may be seen, as conditions on {@code entry e} and {@code sealed_part s}. */
final class Search {
    private static final String ANY = ".*";

    private Search() {}

    /** Whoever fits one of them. */
    static Conditions anyOf(List<EntryFilter> filters) {
        return new Conditions()
                .addAnyOf(IntStream.range(0, filters.size())
                        .mapToObj(i -> of(filters.get(i), Sight.everything(), "_" + i))
                        .toList());
    }

    static Conditions of(EntryFilter filter, Sight sight) {
        return of(filter, sight, "");
    }

    /** @param n ends the names of parameters, where several filters stand in one question */
    private static Conditions of(EntryFilter filter, Sight sight, String n) {
        var from = filter.from();
        var to = filter.to();
        var tenant = filter.tenant();
        var outcome = filter.outcome();
        var category = filter.category();
        var action = filter.action();
        var conditions = new Conditions();
        if (!sight.isEverything()) {
            conditions.add(
                    "e.category = any (string_to_array(:seen" + n + ", ','))",
                    "seen" + n,
                    String.join(
                            ",",
                            sight.categories().stream().map(Enum::name).sorted().toList()));
            conditions.add(
                    "e.tenant_id = :own" + n,
                    "own" + n,
                    sight.tenant() == null ? null : sight.tenant().value());
        }
        var kind = action != null && action.endsWith(ANY) ? action.substring(0, action.length() - ANY.length()) : null;
        return conditions
                .add("e.happened_at >= :from" + n, "from" + n, from == null ? null : from.atOffset(ZoneOffset.UTC))
                .add("e.happened_at < :to" + n, "to" + n, to == null ? null : to.atOffset(ZoneOffset.UTC))
                .add("s.actor = :actor" + n, "actor" + n, filter.actor())
                .add("e.tenant_id = :tenant" + n, "tenant" + n, tenant == null ? null : tenant.value())
                .add("e.action = :action" + n, "action" + n, kind == null ? action : null)
                // What begins so is what lies between: '.' and '/', which follows it.
                .add(
                        "e.action collate \"C\" >= :beginning" + n + " and e.action collate \"C\" < :end" + n,
                        "beginning" + n,
                        kind == null ? null : kind + ".",
                        "end" + n,
                        kind + "/")
                .add("e.outcome = :outcome" + n, "outcome" + n, outcome == null ? null : outcome.name())
                .add("e.category = :category" + n, "category" + n, category == null ? null : category.name())
                .add("e.service = :service" + n, "service" + n, filter.service())
                .add("e.topic = :topic" + n, "topic" + n, filter.topic())
                .add("e.correlation_id = :correlation" + n, "correlation" + n, filter.correlation())
                .add("e.causation_id = :causation" + n, "causation" + n, filter.causation())
                .add("e.trace_id = :trace" + n, "trace" + n, filter.trace())
                .add("s.words @@ websearch_to_tsquery('simple', :text" + n + ")", "text" + n, filter.text())
                .add(
                        "exists (select 1 from entry_target t where t.index = e.index and t.id = :target" + n + ")",
                        "target" + n,
                        filter.target())
                .add(
                        "exists (select 1 from entry_target t where t.index = e.index and t.type = :targetType" + n
                                + ")",
                        "targetType" + n,
                        filter.targetType());
    }
}
