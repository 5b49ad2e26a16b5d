package io.centercontrol.usage.consumption.store;

/** The statements of what is granted and told. */
final class ConsumptionSql {
    private static final String ROWS = "jsonb_to_recordset(cast(cast(:rows as text) as jsonb))";

    static final String HEAR = """
            insert into consumption as c (id, entitlements, granted, look_at)
            values (:id, :version, cast(cast(:granted as text) as jsonb), :now)
            on conflict (id) do update set entitlements = excluded.entitlements, granted = excluded.granted,
              look_at = excluded.look_at
            where c.entitlements < excluded.entitlements and not c.gone
            """;

    /** The tenant of each. Of several who take some at once each takes others. */
    static final String MARKED = """
            with taken as (
              delete from consumption_mark where id in (
                select id from consumption_mark order by id limit :most for update skip locked)
              returning tenant_id)
            select cast(tenant_id as text) from taken
            """;

    /** Those of whom something was used are waited for: nobody else has their marks. */
    static final String DUE = """
            select cast(to_jsonb(c) as text) from consumption c
            where not c.gone and c.id in (
              select cast(e as uuid) from jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) e
              union
              (select d.id from consumption d where d.look_at <= :now order by d.look_at limit :most))
            order by c.id for update
            """;

    static final String TOLD = """
            update consumption c set version = r.version, event_id = r.event_id, told = r.told, look_at = r.look_at
            from %s as r(id uuid, version bigint, event_id uuid, told jsonb, look_at timestamptz) where c.id = r.id
            """.formatted(ROWS);

    static final String REST = """
            update consumption c set look_at = r.look_at
            from %s as r(id uuid, look_at timestamptz) where c.id = r.id and c.look_at is distinct from r.look_at
            """.formatted(ROWS);

    static final String FEATURES = """
            with r as (select * from %s as r(tenant_id uuid, feature text, level int, ends_at timestamptz)),
            gone as (
              delete from consumption_feature f
              where f.tenant_id in (select cast(e as uuid) from jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) e)
                and not exists (select 1 from r where r.tenant_id = f.tenant_id and r.feature = f.feature))
            insert into consumption_feature as f (tenant_id, feature, level, ends_at)
            select r.tenant_id, r.feature, r.level, r.ends_at from r order by 1, 2
            on conflict (tenant_id, feature) do update set level = excluded.level, ends_at = excluded.ends_at
            where f.level <> excluded.level or f.ends_at is distinct from excluded.ends_at
            """.formatted(ROWS);

    static final String ONE = "select cast(to_jsonb(c) as text) from consumption c where c.id = :id and not c.gone";

    /** Nothing of it is left but that it was, so that older news does not bring it back. */
    static final String GONE = """
            insert into consumption as c (id, entitlements, gone, granted) values (:id, 0, true, '[]')
            on conflict (id) do update set gone = true, granted = '[]', told = null, look_at = null, version = c.version + 1
            """;

    static final String FOUND = """
            (select f.tenant_id, f.feature, f.level, f.ends_at, c.told -> 'updated_at' as updated_at,
                (select e from jsonb_array_elements(c.told -> 'features') e where e ->> 'feature' = f.feature) as use
              from consumption_feature f join consumption c on c.id = f.tenant_id and not c.gone) t""";

    private ConsumptionSql() {}
}
