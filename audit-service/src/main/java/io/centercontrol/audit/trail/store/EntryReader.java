package io.centercontrol.audit.trail.store;

import io.centercontrol.audit.trail.Entry;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads entries whole, of which it is known where they lie. */
final class EntryReader {
    /** With why parts are not there. */
    private static final String ENTRIES = """
            select cast(to_jsonb(r) as text) from (
              select e.*, (select coalesce(jsonb_agg(jsonb_build_object('type', t.type, 'id', t.id)), '[]') from entry_target t
                where t.index = e.index) as targets, s.parts,
                case when not coalesce(s.spared, false) then x.erased_at end as erased_at,
                case when not coalesce(s.spared, false) then x.certificate end as certificate, g.purged_at, g.purge
              from %s
              left join erased_tenant x on x.tenant_id = e.tenant_id
              left join lateral (select r.purge, r.purged_at from purged_run r where s.index is null and r.entries @> e.index
                and r.category = e.category order by r.purged_at limit 1) g on true
              where %s) r
            """.formatted(Spotted.TABLES, Spotted.THERE);

    private EntryReader() {}

    /** The entries at these spots, in their order. */
    static Uni<List<Entry>> read(Mutiny.Session session, List<Spot> spots) {
        if (spots.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Spotted.bind(OneColumn.select(session, ENTRIES, String.class), spots)
                .getResultList()
                .map(rows -> inOrder(rows, spots));
    }

    private static List<Entry> inOrder(List<String> rows, List<Spot> spots) {
        var entries = new HashMap<Long, Entry>();
        rows.forEach(row -> {
            var entry = Rows.read(row, Entry.class);
            entries.put(entry.index(), entry);
        });
        return spots.stream()
                .map(spot -> Objects.requireNonNull(entries.get(spot.index()), "entries stay"))
                .toList();
    }
}
