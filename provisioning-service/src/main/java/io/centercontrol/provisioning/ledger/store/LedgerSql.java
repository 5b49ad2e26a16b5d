package io.centercontrol.provisioning.ledger.store;

/** The ledger's statements. Each takes a whole batch as one JSON text. */
final class LedgerSql {
    private LedgerSql() {}

    static final String ADD_CHANGES = """
            insert into ledger_event (event_id, topic, topic_id, partition, record_offset, appended_at, tenant_id, version,
              type, occurred_at)
            select r.* from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(event_id uuid, topic text, topic_id text,
              partition int, record_offset bigint, appended_at timestamptz, tenant_id uuid, version bigint, type text,
              occurred_at timestamptz)
            on conflict do nothing
            """;

    /**
     * Of a service that has as many instances as are followed, no further one is taken in.
     *
     * <p>A position newer than the one on which an instance was declared gone takes that word back.
     */
    static final String ADD_RUNS = """
            insert into instance (service, instance_id, sdk_version, health, lease_ms, since_end_ms, started_at,
              first_heard_at, run_heard_at, last_heard_at, topics, stopping)
            select r.service, r.instance_id, r.sdk_version, r.health, r.lease_ms, r.since_end_ms, r.started_at,
              r.run_heard_at, r.run_heard_at, r.last_heard_at, r.topics, r.stopping
            from (select n.*, row_number() over (partition by n.service order by n.instance_id) as place
              from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as n(service text, instance_id text, sdk_version text,
                health text, lease_ms bigint, since_end_ms bigint, started_at timestamptz, run_heard_at timestamptz,
                last_heard_at timestamptz, topics text[], stopping boolean)) r
            where exists (select 1 from instance k where k.service = r.service and k.instance_id = r.instance_id)
              or r.place + (select count(*) from instance k where k.service = r.service and not k.stopping
                and k.gone_at is null) <= :most
            order by r.service, r.instance_id
            on conflict (service, instance_id) do update set
              sdk_version = excluded.sdk_version, health = excluded.health, lease_ms = excluded.lease_ms,
              since_end_ms = excluded.since_end_ms, started_at = excluded.started_at,
              run_heard_at = case when instance.started_at = excluded.started_at
                then instance.run_heard_at else excluded.run_heard_at end,
              idle_since = case when instance.started_at = excluded.started_at then instance.idle_since
                when instance.stopping then instance.last_heard_at end,
              gone_at = case when instance.last_heard_at = excluded.last_heard_at then instance.gone_at end,
              gone_by = case when instance.last_heard_at = excluded.last_heard_at then instance.gone_by end,
              gone_reason = case when instance.last_heard_at = excluded.last_heard_at then instance.gone_reason end,
              last_heard_at = excluded.last_heard_at, topics = excluded.topics, stopping = excluded.stopping
            where instance.last_heard_at <= excluded.last_heard_at
            """;

    static final String ADD_POSITIONS = """
            insert into instance_position (instance_no, topic, topic_id, partition, next_offset, quarantined, told_at)
            select i.no, r.topic, r.topic_id, r.partition, r.next_offset, r.quarantined, r.told_at
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(service text, instance_id text, topic text, topic_id text,
              partition int, next_offset bigint, quarantined bigint[], told_at timestamptz)
            join instance i on i.service = r.service and i.instance_id = r.instance_id
            order by 1, 3, 4
            on conflict (instance_no, topic_id, partition) do update set
              topic = excluded.topic, next_offset = excluded.next_offset, quarantined = excluded.quarantined,
              told_at = excluded.told_at
            where instance_position.told_at <= excluded.told_at
              and (instance_position.next_offset <> excluded.next_offset
                or instance_position.quarantined <> excluded.quarantined)
            """;

    /** An offset that was told before keeps the time at which it was told first. */
    static final String ADD_MARKS = """
            insert into position_mark (topic_id, partition, instance_no, next_offset, appended_at)
            select r.topic_id, r.partition, i.no, r.next_offset, r.appended_at
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(service text, instance_id text, topic_id text,
              partition int, next_offset bigint, appended_at timestamptz)
            join instance i on i.service = r.service and i.instance_id = r.instance_id
            order by 1, 2, 3, 4
            on conflict do nothing
            """;

    static final String FIND_EVENT = """
            select cast(jsonb_build_object('now', clock_timestamp(), 'events', coalesce(
              (select jsonb_agg(to_jsonb(e)) from ledger_event e where e.event_id = :id), jsonb_build_array())) as text)
            """;

    /** The first position past an event is the first mark above its offset. */
    static final String STANDINGS = """
            select cast(jsonb_build_object('event_id', e.event_id, 'instance', to_jsonb(i), 'next_offset', p.next_offset,
              'quarantined', coalesce(e.record_offset = any(p.quarantined), false), 'passed_at', m.appended_at) as text)
            from ledger_event e
            join jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) x on e.event_id = cast(x as uuid)
            cross join instance i
            left join instance_position p
              on p.instance_no = i.no and p.topic_id = e.topic_id and p.partition = e.partition
            left join lateral (
              select k.appended_at from position_mark k
              where k.topic_id = e.topic_id and k.partition = e.partition and k.instance_no = i.no
                and k.next_offset > e.record_offset
              order by k.next_offset limit 1) m on true
            where not (i.stopping and i.last_heard_at < e.appended_at)
              and not (i.gone_at is not null and i.gone_at < e.appended_at)
            """;

    static final String DETAIL = """
            select cast(jsonb_build_object('now', clock_timestamp(), 'instance', to_jsonb(i), 'positions', coalesce((
              select jsonb_agg(to_jsonb(p) || jsonb_build_object('lag', (
                  select count(*) from (
                    select 1 from ledger_event e where e.topic_id = p.topic_id and e.partition = p.partition
                      and e.record_offset >= p.next_offset limit 10000) behind))
                order by p.topic, p.partition)
              from instance_position p where p.instance_no = i.no), jsonb_build_array())) as text)
            from instance i
            """;

    static final String PRUNE_EVENTS = prune("ledger_event", "appended_at", "");
    static final String PRUNE_MARKS = prune("position_mark", "appended_at", "");
    static final String PRUNE_INSTANCES = prune("instance", "last_heard_at", " and (stopping or gone_at is not null)");

    /** Of what does not count any more, a service keeps so many. */
    static final String PRUNE_SURPLUS = """
            delete from instance where no in (select no from (
              select no, row_number() over (partition by service order by last_heard_at desc) as place from instance
              where stopping or gone_at is not null) ended where place > :most)
            """;

    private static String prune(String table, String time, String condition) {
        return "delete from " + table + " where ctid = any(array(select ctid from " + table + " where " + time
                + " < clock_timestamp() - cast(cast(:kept as text) as interval)" + condition + " limit 5000))";
    }
}
