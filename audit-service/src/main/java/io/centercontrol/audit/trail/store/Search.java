package io.centercontrol.audit.trail.store;

import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.audit.trail.model.Sight;
import io.centercontrol.kit.sql.Conditions;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is looked for, and what may be seen, as a question to the fewest tables that can answer it. Only who did it and words need
 * {@code sealed_part s}, and that tells most of what is asked beside them without {@code entry e}.
 *
 * @param from the tables
 * @param at the one that has the index
 * @param isOfParts whether months of {@code sealed_part} are looked through
 */
record Search(String from, String at, boolean isOfParts, Conditions conditions) {
    private static final String ANY = ".*";

    private static final String OPEN = "entry e";
    private static final String PARTS = "sealed_part s";
    private static final String BOTH = PARTS + " join entry e on e.index = s.index";

    /** Where entries are. */
    static Search of(EntryFilter filter, Sight sight) {
        if (filter.equals(filter.withoutParts())) {
            return new Search(OPEN, "e", false, conditions(filter, sight, "e", ""));
        }
        return new Search(asksForEntry(filter) ? BOTH : PARTS, "s", true, conditions(filter, sight, "s", ""));
    }

    /** The same, with {@code entry e} among the tables. */
    static Search ofEntries(EntryFilter filter, Sight sight) {
        var search = of(filter, sight);
        return search.isOfParts() ? new Search(BOTH, "s", true, search.conditions()) : search;
    }

    /** For who has both tables at hand. */
    static Conditions ofBoth(EntryFilter filter) {
        return conditions(filter, Sight.everything(), "e", "");
    }

    /** Whoever fits one of them, for who has both tables at hand. */
    static Conditions anyOf(List<EntryFilter> filters) {
        return new Conditions()
                .addAnyOf(IntStream.range(0, filters.size())
                        .mapToObj(i -> conditions(filters.get(i), Sight.everything(), "e", "_" + i))
                        .toList());
    }

    private static boolean asksForEntry(EntryFilter filter) {
        return filter.action() != null
                || filter.outcome() != null
                || filter.service() != null
                || filter.topic() != null
                || filter.correlation() != null
                || filter.causation() != null
                || filter.trace() != null;
    }

    /**
     * @param at the table of what both have
     * @param n ends the names of parameters, where several filters stand in one question
     */
    private static Conditions conditions(EntryFilter filter, Sight sight, String at, String n) {
        var from = filter.from();
        var to = filter.to();
        var tenant = filter.tenant();
        var outcome = filter.outcome();
        var category = filter.category();
        var action = filter.action();
        var conditions = new Conditions();
        if (!sight.isEverything()) {
            conditions.add(
                    at + ".category = any (string_to_array(:seen" + n + ", ','))",
                    "seen" + n,
                    String.join(
                            ",",
                            sight.categories().stream().map(Enum::name).sorted().toList()));
            conditions.add(
                    at + ".tenant_id = :own" + n,
                    "own" + n,
                    sight.tenant() == null ? null : sight.tenant().value());
        }
        var kind = action != null && action.endsWith(ANY) ? action.substring(0, action.length() - ANY.length()) : null;
        return conditions
                .add(at + ".happened_at >= :from" + n, "from" + n, from == null ? null : from.atOffset(ZoneOffset.UTC))
                .add(at + ".happened_at < :to" + n, "to" + n, to == null ? null : to.atOffset(ZoneOffset.UTC))
                .add("s.actor = :actor" + n, "actor" + n, filter.actor())
                .add(at + ".tenant_id = :tenant" + n, "tenant" + n, tenant == null ? null : tenant.value())
                .add("e.action = :action" + n, "action" + n, kind == null ? action : null)
                // What begins so is what lies between: '.' and '/', which follows it.
                .add(
                        "e.action collate \"C\" >= :beginning" + n + " and e.action collate \"C\" < :end" + n,
                        "beginning" + n,
                        kind == null ? null : kind + ".",
                        "end" + n,
                        kind + "/")
                .add("e.outcome = :outcome" + n, "outcome" + n, outcome == null ? null : outcome.name())
                .add(at + ".category = :category" + n, "category" + n, category == null ? null : category.name())
                .add("e.service = :service" + n, "service" + n, filter.service())
                .add("e.topic = :topic" + n, "topic" + n, filter.topic())
                .add("e.correlation_id = :correlation" + n, "correlation" + n, filter.correlation())
                .add("e.causation_id = :causation" + n, "causation" + n, filter.causation())
                .add("e.trace_id = :trace" + n, "trace" + n, filter.trace())
                .add("s.words @@ websearch_to_tsquery('simple', :text" + n + ")", "text" + n, filter.text())
                .add(
                        "exists (select 1 from entry_target t where t.index = " + at + ".index and t.id = :target" + n
                                + ")",
                        "target" + n,
                        filter.target())
                .add(
                        "exists (select 1 from entry_target t where t.index = " + at + ".index and t.type = :targetType"
                                + n + ")",
                        "targetType" + n,
                        filter.targetType());
    }
}
