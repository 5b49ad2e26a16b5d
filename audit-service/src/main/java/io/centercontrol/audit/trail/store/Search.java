package io.centercontrol.audit.trail.store;

import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.audit.trail.model.Sight;
import io.centercontrol.kit.sql.Conditions;
import java.time.ZoneOffset;

/** What is looked for, and what may be seen, as conditions on {@code entry e} and {@code sealed_part s}. */
final class Search {
    private static final String ANY = ".*";

    private Search() {}

    static Conditions of(EntryFilter filter, Sight sight) {
        var from = filter.from();
        var to = filter.to();
        var tenant = filter.tenant();
        var outcome = filter.outcome();
        var category = filter.category();
        var action = filter.action();
        var conditions = new Conditions();
        if (!sight.isEverything()) {
            conditions.add(
                    "e.category = any (string_to_array(:seen, ','))",
                    "seen",
                    String.join(
                            ",",
                            sight.categories().stream().map(Enum::name).sorted().toList()));
            conditions.add(
                    "e.tenant_id = :own",
                    "own",
                    sight.tenant() == null ? null : sight.tenant().value());
        }
        var kind = action != null && action.endsWith(ANY) ? action.substring(0, action.length() - ANY.length()) : null;
        return conditions
                .add("e.happened_at >= :from", "from", from == null ? null : from.atOffset(ZoneOffset.UTC))
                .add("e.happened_at < :to", "to", to == null ? null : to.atOffset(ZoneOffset.UTC))
                .add("s.actor = :actor", "actor", filter.actor())
                .add("e.tenant_id = :tenant", "tenant", tenant == null ? null : tenant.value())
                .add("e.action = :action", "action", kind == null ? action : null)
                // What begins so is what lies between: '.' and '/', which follows it.
                .add(
                        "e.action collate \"C\" >= :beginning and e.action collate \"C\" < :end",
                        "beginning",
                        kind == null ? null : kind + ".",
                        "end",
                        kind + "/")
                .add("e.outcome = :outcome", "outcome", outcome == null ? null : outcome.name())
                .add("e.category = :category", "category", category == null ? null : category.name())
                .add("e.service = :service", "service", filter.service())
                .add("e.topic = :topic", "topic", filter.topic())
                .add("e.correlation_id = :correlation", "correlation", filter.correlation())
                .add("e.causation_id = :causation", "causation", filter.causation())
                .add("e.trace_id = :trace", "trace", filter.trace())
                .add("s.words @@ websearch_to_tsquery('simple', :text)", "text", filter.text())
                .add(
                        "exists (select 1 from entry_target t where t.index = e.index and t.id = :target)",
                        "target",
                        filter.target())
                .add(
                        "exists (select 1 from entry_target t where t.index = e.index and t.type = :targetType)",
                        "targetType",
                        filter.targetType());
    }
}
