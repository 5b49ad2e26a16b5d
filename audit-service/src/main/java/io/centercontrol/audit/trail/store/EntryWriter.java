package io.centercontrol.audit.trail.store;

import io.centercontrol.kit.sql.Rows;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Writes entries to all their tables in one statement, so that PostgreSQL reads them once. */
final class EntryWriter {
    /** Of a tenant that is erased only who did it is kept. */
    private static final String WRITE = """
            with r as materialized (select *
              from json_to_recordset(cast(cast(:rows as text) as json)) as r(index bigint, event_id uuid, topic text, key text,
                version bigint, happened_at timestamptz, action text, category text, outcome text, service text, tenant_id uuid,
                correlation_id text, causation_id text, trace_id text, count bigint, targets jsonb, actor text, parts jsonb,
                words text)),
            entries as (insert into entry (index, event_id, topic, key, version, happened_at, recorded_at, action, category,
                outcome, service, tenant_id, correlation_id, causation_id, trace_id, count)
              select r.index, r.event_id, r.topic, r.key, r.version, r.happened_at, cast(:recorded as timestamptz), r.action,
                r.category, r.outcome, r.service, r.tenant_id, r.correlation_id, r.causation_id, r.trace_id, r.count
              from r),
            targets as (insert into entry_target (id, type, index)
              select t.id, t.type, r.index
              from r cross join lateral jsonb_to_recordset(r.targets) as t(type text, id text)
              on conflict do nothing),
            parts as (insert into sealed_part (category, recorded_at, index, happened_at, tenant_id, actor, parts, words)
              select r.category, cast(:recorded as timestamptz), r.index, r.happened_at, r.tenant_id, r.actor,
                case when x.tenant_id is null then r.parts
                  else jsonb_strip_nulls(jsonb_build_object('actor', r.parts -> 'actor')) end,
                to_tsvector('simple', case when x.tenant_id is null then r.words else coalesce(r.actor, '') end)
              from r left join erased_tenant x on x.tenant_id = r.tenant_id),
            months as (insert into trail_month as m (month, first_index, last_index, earliest, latest)
              select cast(date_trunc('month', timezone('UTC', cast(:recorded as timestamptz))) as date), min(r.index),
                max(r.index), min(r.happened_at), max(r.happened_at)
              from r
              on conflict (month) do update set last_index = excluded.last_index,
                earliest = least(m.earliest, excluded.earliest), latest = greatest(m.latest, excluded.latest))
            insert into topic_day as d (topic, day, entries)
            select r.topic, cast(timezone('UTC', cast(:recorded as timestamptz)) as date), count(*) from r group by r.topic
            on conflict (topic, day) do update set entries = d.entries + excluded.entries
            """;

    private EntryWriter() {}

    /** @param recorded of all of them, not before that of any entry that is there */
    static Uni<Void> write(Mutiny.Session session, List<EntryRow> rows, Instant recorded) {
        return session.createNativeQuery(WRITE)
                .setParameter("rows", Rows.writeExactly(rows))
                .setParameter("recorded", recorded.atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .replaceWithVoid();
    }
}
