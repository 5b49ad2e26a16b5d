package io.centercontrol.integrations.deliveries.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.integrations.deliveries.Deliveries;
import io.centercontrol.integrations.deliveries.Delivery;
import io.centercontrol.integrations.deliveries.DeliveryFilter;
import io.centercontrol.integrations.deliveries.Sent;
import io.centercontrol.integrations.deliveries.model.DeliveryRefusals;
import io.centercontrol.integrations.deliveries.model.Message;
import io.centercontrol.integrations.endpoints.model.TypePattern;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Messages and deliveries in PostgreSQL. Who is told what, {@code endpoints.store} has written beside each endpoint. */
@Singleton
class PostgresDeliveries implements Deliveries {
    /** By type first, which has an index: of ten thousand endpoints few ask for one event. */
    private static final String MATCHED = """
            select cast(coalesce(jsonb_agg(to_jsonb(r) order by r.position, r.endpoint), '[]') as text) from (
              select m.position, e.id as endpoint, e.payload = 'FULL' as whole
              from jsonb_to_recordset(cast(cast(:messages as text) as jsonb))
                as m(position int, patterns jsonb, tenant uuid, time timestamptz)
              cross join lateral (select distinct t.endpoint_id from webhook_endpoint_type t
                where t.type in (select jsonb_array_elements_text(m.patterns))) t
              join webhook_endpoint e on e.id = t.endpoint_id
              where not e.removed and e.since <= m.time and (e.every_tenant or exists
                (select 1 from webhook_endpoint_tenant x where x.endpoint_id = e.id and x.tenant_id = m.tenant))) r
            """;

    private static final String MESSAGES = """
            insert into webhook_message (event_id, type, tenant_id, time, heard_at, thin, full_body)
            select m.event_id, m.type, m.tenant, m.time, :now, m.thin, case when exists
              (select 1 from webhook_erased_tenant t where t.tenant_id = m.tenant) then null else m.full_body end
            from jsonb_to_recordset(cast(cast(:messages as text) as jsonb))
              as m(event_id uuid, type text, tenant uuid, time timestamptz, thin text, full_body text)
            on conflict (event_id) do update set full_body = coalesce(webhook_message.full_body, excluded.full_body)
            """;

    private static final String DELIVERIES = """
            insert into webhook_delivery (endpoint_id, event_id, subject, state, due_at, created_at)
            select d.endpoint, d.event_id, d.subject, 'PENDING', :now, :now
            from jsonb_to_recordset(cast(cast(:deliveries as text) as jsonb))
              as d(position int, endpoint uuid, event_id uuid, subject text)
            order by d.position
            on conflict (event_id, endpoint_id) do nothing
            """;

    /** In one order, so that two that add to the same endpoints do not wait for each other. */
    private static final String DUE = """
            with due as (select endpoint_id from webhook_lane
              where endpoint_id in (select cast(e as uuid) from jsonb_array_elements_text(cast(cast(:endpoints as text) as jsonb)) e)
              order by endpoint_id for update)
            update webhook_lane l set due_at = least(coalesce(l.due_at, :now), :now) from due where l.endpoint_id = due.endpoint_id
            """;

    private static final String VIEW = """
            select cast(to_jsonb(r) as text) from (
              select d.id, d.endpoint_id, d.event_id, m.type, m.tenant_id, d.subject, m.time, d.state, d.attempted as attempts,
                d.due_at, d.created_at, d.ended_at, d.last_status, d.last_error, d.replayed_by, d.replayed_at""";

    private static final String FROM = " from webhook_delivery d join webhook_message m on m.event_id = d.event_id";

    private static final String BODY = """
            , case when e.payload = 'FULL' then coalesce(m.full_body, m.thin) else m.thin end as body,
            coalesce((select jsonb_agg(to_jsonb(a) order by a.number) from webhook_attempt a where a.delivery_id = d.id), '[]') as requests
            """;

    private static final String PURGE = """
            delete from webhook_message where event_id in
              (select event_id from webhook_message where heard_at < :before order by heard_at limit :most for update skip locked)
            """;

    private final Mutiny.SessionFactory sessions;
    private final Transactions transactions;

    PostgresDeliveries(Mutiny.SessionFactory sessions, Transactions transactions) {
        this.sessions = sessions;
        this.transactions = transactions;
    }

    /** A message as it is asked who wants it. */
    private record Asked(
            int position, List<String> patterns, @Nullable UUID tenant, Instant time) {
        static Asked of(int position, Message message) {
            return new Asked(position, TypePattern.of(message.type()), value(message.tenant()), message.time());
        }
    }

    private record Match(int position, UUID endpoint, boolean whole) {}

    /** A message as it is kept. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    private record Kept(
            UUID eventId,
            String type,
            @Nullable UUID tenant,
            Instant time,
            String thin,
            @Nullable String fullBody) {
        static Kept of(Message message, boolean whole) {
            return new Kept(
                    message.eventId(),
                    message.type(),
                    value(message.tenant()),
                    message.time(),
                    message.thin(),
                    whole ? message.full() : null);
        }
    }

    private record Fresh(int position, UUID endpoint, UUID eventId, String subject) {}

    @Override
    public Uni<Integer> fanOut(List<Message> messages, Instant horizon, Instant now) {
        var told = messages.stream().filter(one -> one.time().isAfter(horizon)).toList();
        if (told.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        var asked = IntStream.range(0, told.size())
                .mapToObj(i -> Asked.of(i, told.get(i)))
                .toList();
        return transactions.run(session -> OneColumn.select(session, MATCHED, String.class)
                .setParameter("messages", Rows.write(asked))
                .getSingleResult()
                .map(rows -> List.of(Rows.read(rows, Match[].class)))
                .chain(matches ->
                        matches.isEmpty() ? Uni.createFrom().item(0) : keepMatched(session, told, matches, now)));
    }

    private static @Nullable UUID value(@Nullable TenantId tenant) {
        return tenant == null ? null : tenant.value();
    }

    private static Uni<Integer> keepMatched(
            Mutiny.Session session, List<Message> told, List<Match> matches, Instant now) {
        var kept = IntStream.range(0, told.size())
                .filter(i -> matches.stream().anyMatch(match -> match.position() == i))
                .mapToObj(i -> Kept.of(
                        told.get(i), matches.stream().anyMatch(match -> match.position() == i && match.whole())))
                .toList();
        var fresh = matches.stream()
                .map(match -> new Fresh(
                        match.position(),
                        match.endpoint(),
                        told.get(match.position()).eventId(),
                        told.get(match.position()).subject()))
                .toList();
        return keep(session, kept, fresh, now);
    }

    private static Uni<Integer> keep(Mutiny.Session session, List<Kept> kept, List<Fresh> fresh, Instant now) {
        var time = now.atOffset(ZoneOffset.UTC);
        return session.createNativeQuery(MESSAGES)
                .setParameter("messages", Rows.write(kept))
                .setParameter("now", time)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(DELIVERIES)
                        .setParameter("deliveries", Rows.write(fresh))
                        .setParameter("now", time)
                        .executeUpdate())
                .call(() -> due(
                        session, fresh.stream().map(Fresh::endpoint).distinct().toList(), now));
    }

    private static Uni<Integer> due(Mutiny.Session session, List<UUID> endpoints, Instant now) {
        return session.createNativeQuery(DUE)
                .setParameter("endpoints", Rows.write(endpoints))
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    @Override
    public Uni<Void> add(Message message, UUID endpoint, Instant now) {
        return transactions
                .run(session -> keep(
                        session,
                        List.of(Kept.of(message, true)),
                        List.of(new Fresh(0, endpoint, message.eventId(), message.subject())),
                        now))
                .replaceWithVoid();
    }

    @Override
    public Uni<Page<Delivery>> find(UUID endpoint, DeliveryFilter filter, int limit, @Nullable String cursor) {
        var all = conditions(endpoint, filter);
        var part = conditions(endpoint, filter)
                .add("d.id < :before", "before", cursor == null ? null : Cursor.number(cursor, Long.MAX_VALUE));
        return sessions.withSession(session -> all.bind(
                        OneColumn.select(session, "select count(*)" + FROM + all.where(), Long.class))
                .getSingleResult()
                .chain(total -> part.bind(OneColumn.select(
                                session,
                                VIEW + FROM + part.where() + " order by d.id desc limit " + (limit + 1)
                                        + ") r order by r.id desc",
                                String.class))
                        .getResultList()
                        .map(rows -> {
                            var here = rows.stream()
                                    .limit(limit)
                                    .map(row -> Rows.read(row, Delivery.class))
                                    .toList();
                            return new Page<>(
                                    here,
                                    rows.size() > limit
                                            ? Cursor.of(
                                                    Long.toString(here.getLast().id()))
                                            : null,
                                    total);
                        })));
    }

    /** A row with all that belongs to it. */
    private record Whole(String body, List<Sent.Request> requests) {}

    @Override
    public Uni<Sent> get(UUID endpoint, UUID event) {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                VIEW + BODY + FROM + " join webhook_endpoint e on e.id = d.endpoint_id"
                                        + " where d.endpoint_id = :endpoint and d.event_id = :event) r",
                                String.class)
                        .setParameter("endpoint", endpoint)
                        .setParameter("event", event)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> DeliveryRefusals.notFound(endpoint, event))
                .map(row -> {
                    var whole = Rows.read(row, Whole.class);
                    return new Sent(Rows.read(row, Delivery.class), whole.body(), whole.requests());
                });
    }

    @Override
    public Uni<Long> again(UUID endpoint, @Nullable UUID event, DeliveryFilter filter, String by, Instant now) {
        var conditions = conditions(endpoint, filter)
                .add("d.event_id = :event", "event", event)
                .add("d.state <> :cancelled", "cancelled", "CANCELLED");
        var sql = "with chosen as (select d.id" + FROM + conditions.where() + " order by d.id for update of d),"
                + " again as (update webhook_delivery w set state = 'PENDING', attempts = 0, due_at = :now, ended_at = null,"
                + " replayed_by = :by, replayed_at = :now from chosen where w.id = chosen.id returning w.id)"
                + " select count(*) from again";
        return transactions.run(session -> conditions
                .bind(OneColumn.select(session, sql, Long.class))
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .setParameter("by", by)
                .getSingleResult()
                .call(() -> due(session, List.of(endpoint), now)));
    }

    private static Conditions conditions(UUID endpoint, DeliveryFilter filter) {
        var state = filter.state();
        var from = filter.from();
        var to = filter.to();
        return new Conditions()
                .add("d.endpoint_id = :endpoint", "endpoint", endpoint)
                .add("d.state = :state", "state", state == null ? null : state.name())
                .add("m.type = :type", "type", filter.type())
                .add("m.tenant_id = :tenant", "tenant", value(filter.tenant()))
                .add("m.time >= :from", "from", from == null ? null : from.atOffset(ZoneOffset.UTC))
                .add("m.time < :to", "to", to == null ? null : to.atOffset(ZoneOffset.UTC));
    }

    @Override
    public Uni<Integer> purge(Instant before, int most) {
        return transactions.run(session -> session.createNativeQuery(PURGE)
                .setParameter("before", before.atOffset(ZoneOffset.UTC))
                .setParameter("most", most)
                .executeUpdate());
    }

    @Override
    public Uni<Void> erase(TenantId tenant) {
        return transactions.run(session -> Multi.createFrom()
                .items(
                        "insert into webhook_erased_tenant (tenant_id) values (:tenant) on conflict do nothing",
                        "update webhook_message set full_body = null where tenant_id = :tenant and full_body is not null",
                        "update webhook_attempt set answer = null where answer is not null and delivery_id in (select d.id"
                                + FROM + " where m.tenant_id = :tenant)")
                .onItem()
                .transformToUniAndConcatenate(sql -> session.createNativeQuery(sql)
                        .setParameter("tenant", tenant.value())
                        .executeUpdate())
                .onItem()
                .ignoreAsUni());
    }

    @Override
    public Uni<List<Told>> about(TenantId tenant, int most) {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                "select cast(to_jsonb(r) as text) from (select event_id, type, time from webhook_message"
                                        + " where tenant_id = :tenant order by time desc limit :most) r",
                                String.class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("most", most)
                        .getResultList())
                .map(rows ->
                        rows.stream().map(row -> Rows.read(row, Told.class)).toList());
    }
}
