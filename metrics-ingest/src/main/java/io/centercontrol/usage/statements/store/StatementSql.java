package io.centercontrol.usage.statements.store;

/** The statements of SQL by which books are kept. */
final class StatementSql {
    static final String BEGIN = """
            insert into statement_account (tenant_id, anchor, opens, ends, time_zone, look_at)
            select r.tenant_id, r.anchor, r.opens, r.ends, r.time_zone, r.look_at
            from jsonb_to_record(cast(cast(:row as text) as jsonb)) as r(tenant_id uuid, anchor int, opens timestamptz,
              ends timestamptz, time_zone text, look_at timestamptz)
            on conflict do nothing
            """;

    /** Nobody closes a statement of it before the transaction ends. */
    static final String SHARE =
            "select cast(tenant_id as text) from statement_account where tenant_id = :tenant for share";

    /**
     * The first that is heard counts from when it began, any other from when it was decided; none in a period that is closed. What
     * says the same as the one before is not kept.
     */
    static final String HEAR = """
            insert into statement_heard (tenant_id, kind, version, at, since, document)
            select n.tenant_id, n.kind, n.version, n.at,
              greatest(case when l.version is null then least(n.at, n.begun) else n.at end,
                case when a.statements > 0 then a.opens end), n.document
            from (select cast(:tenant as uuid) as tenant_id, cast(:kind as text) as kind, cast(:version as bigint) as version,
                cast(:at as timestamptz) as at, cast(:begun as timestamptz) as begun,
                cast(cast(:document as text) as jsonb) as document) n
            left join statement_account a on a.tenant_id = n.tenant_id
            left join lateral (select h.version, h.document from statement_heard h
              where h.tenant_id = n.tenant_id and h.kind = n.kind order by h.version desc limit 1) l on true
            where (a.tenant_id is null or a.look_at is not null)
              and (l.version is null or l.version > n.version or l.document <> n.document)
            on conflict do nothing
            """;

    /** Those that count before a moment, and the last one that counted when the time begins. */
    static final String HEARD = """
            select cast(json_build_object('since', h.since, 'document', h.document) as text) from statement_heard h
            where h.tenant_id = :tenant and h.kind = :kind and h.since < :before and h.version >= coalesce(
              (select max(f.version) from statement_heard f
                where f.tenant_id = h.tenant_id and f.kind = h.kind and f.since <= :from), 0)
            order by h.version
            """;

    static final String PRICED = """
            insert into statement_price (plan, version, price, heard_at)
            select r.plan, r.version, r.price, :now
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(plan text, version int, price jsonb)
            order by 1, 2 on conflict do nothing
            """;

    static final String PRICES = """
            select cast(to_jsonb(p) as text) from statement_price p
            join jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(plan text, version int)
              on r.plan = p.plan and r.version = p.version
            where p.heard_at <= :by and jsonb_typeof(p.price) = 'object'
            """;

    static final String DUE = """
            select cast(to_jsonb(a) as text) from statement_account a where a.look_at <= :now
            order by a.look_at limit 1 for update skip locked
            """;

    static final String POSTPONE =
            "update statement_account set look_at = :at where tenant_id = :tenant and look_at is not null";

    static final String ACCOUNT =
            "select cast(to_jsonb(a) as text) from statement_account a where a.tenant_id = :tenant";

    /** Who counts for the tenant shares this row. */
    static final String LOCK_COUNTING =
            "select cast(tenant_id as text) from usage_tenant where tenant_id = :tenant for update";

    private static final String TIMES = "m.tenant_id = :tenant and m.late <= :statements";

    static final String COUNTED = """
            select cast(json_build_object('meter', m.meter, 'currency', m.currency, 'groups', m.groups, 'events', sum(m.events),
              'total', sum(m.total), 'highest', max(m.highest),
              'latest', (array_agg(m.latest order by m.latest_at desc, m.late desc, m.minute desc))[1],
              'latest_at', max(m.latest_at)) as text)
            from usage_minute m where %s and m.minute >= :from and m.minute < :before
            group by m.meter, m.currency, m.groups
            """.formatted(TIMES);

    /** A day is of the period in which it begins. */
    static final String SEEN = """
            select cast(json_build_object('meter', m.meter, 'times', count(*), 'subjects', count(distinct m.subject)) as text)
            from usage_subject m where %s and m.day >= :from and m.day < :before group by m.meter
            """.formatted(TIMES);

    static final String LATE = """
            select s.number from statement s where s.tenant_id = :tenant and (
              exists (select 1 from usage_minute m where m.tenant_id = s.tenant_id and m.late > 0 and m.late = :statements
                and m.minute < s.ends and (s.number = 1 or m.minute >= s.starts))
              or exists (select 1 from usage_subject m where m.tenant_id = s.tenant_id and m.late > 0 and m.late = :statements
                and cast(m.day as timestamp) at time zone 'UTC' < s.ends
                and (s.number = 1 or cast(m.day as timestamp) at time zone 'UTC' >= s.starts)))
            order by s.number
            """;

    static final String SAVE = """
            insert into statement (tenant_id, number, starts, ends, month, hash, document)
            values (:tenant, :number, :starts, :ends, :month, :hash, cast(cast(:document as text) as jsonb))
            """;

    static final String NEXT = """
            update statement_account a set opens = r.opens, ends = r.ends, time_zone = r.time_zone, statements = r.statements,
              last_hash = r.last_hash, look_at = r.look_at
            from jsonb_to_record(cast(cast(:row as text) as jsonb)) as r(tenant_id uuid, opens timestamptz, ends timestamptz,
              time_zone text, statements bigint, last_hash text, look_at timestamptz)
            where a.tenant_id = r.tenant_id
            """;

    /** From now on what happened before that moment is late. */
    static final String CLOSED = """
            insert into usage_tenant as t (tenant_id, version, time_zone, leaving, closed_until, statements)
            values (:tenant, 0, :zone, false, :until, :statements)
            on conflict (tenant_id) do update set closed_until = excluded.closed_until, statements = excluded.statements
            """;

    static final String STATEMENT =
            "select cast(to_jsonb(s) as text) from statement s where s.tenant_id = :tenant and s.number = :number";

    static final String OF_TENANT =
            "select cast(document as text) from statement where tenant_id = :tenant order by number";

    private StatementSql() {}
}
