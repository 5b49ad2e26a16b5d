package io.centercontrol.plans.subscription.store;

/** The SQL of subscriptions. Rows come and go as JSON, so that many take one statement. */
final class SubscriptionSql {
    static final String ROW = "cast(jsonb_build_object('id', s.id, 'version', s.version, 'event_id', s.event_id,"
            + " 'document', s.document) as text)";
    static final String SELECT = "select " + ROW + " from subscription s ";

    private static final String ROWS = """
            rows as (select r.* from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as r(id uuid, version bigint,
              event_id uuid, plan text, plan_version int, plain boolean, uses jsonb, due_at timestamptz, governance bigint,
              updated_at timestamptz, document jsonb, type text, cause jsonb))""";

    /** The rows and their history. No row is touched when somebody wrote without the lock. */
    static final String SAVE = "with " + ROWS + """
            , changes as (select r.id, r.changes from json_to_recordset(cast(cast(:rows as text) as json)) as r(id uuid, changes json)),
            told as (
              insert into subscription_history (id, version, event_id, type, time, cause, changes, document)
              select id, version, event_id, type, updated_at, cause, changes.changes, document
              from rows join changes using (id))
            insert into subscription (id, version, event_id, plan, plan_version, plain, uses, due_at, governance, updated_at,
              document)
            select id, version, event_id, plan, plan_version, plain, uses, due_at, governance, updated_at, document from rows
            on conflict (id) do update set
              version = excluded.version, event_id = excluded.event_id, plan = excluded.plan,
              plan_version = excluded.plan_version, plain = excluded.plain, uses = excluded.uses, due_at = excluded.due_at,
              governance = excluded.governance, updated_at = excluded.updated_at, document = excluded.document
            where subscription.version = excluded.version - 1
            """;

    private SubscriptionSql() {}
}
