package io.centercontrol.kit.truth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.time.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The table of republish operations: what is on it goes on after a crash. */
@ApplicationScoped
class RepublishStore {
    private static final String ROW = """
            select cast(jsonb_build_object('id', id, 'scope', scope, 'aggregateId', aggregate_id, 'bucket', bucket,
              'topics', topics, 'reason', reason, 'actorId', actor_id, 'actorName', actor_name, 'state', state,
              'total', total, 'done', done, 'failed', failed, 'lastFailure', last_failure, 'atTopic', at_topic,
              'afterId', after_id, 'startedAt', started_at, 'updatedAt', updated_at, 'endedAt', ended_at) as text)
            from republish
            """;

    private final Mutiny.SessionFactory sessions;
    private final Audit audit;
    private final ObjectMapper json;
    private final Ids ids;
    private final Clock clock;

    RepublishStore(Mutiny.SessionFactory sessions, Audit audit, ObjectMapper json, Ids ids, Clock clock) {
        this.sessions = sessions;
        this.audit = audit;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<RepublishOperation> begin(Scope scope, List<Truth> truths, long total, String reason, Actor actor) {
        var id = ids.next();
        return sessions.withSession(session -> session.createNativeQuery(
                        "insert into republish (id, scope, aggregate_id, bucket, topics, reason, actor_id, actor_name,"
                                + " total, started_at, updated_at) values (:id, :scope, :aggregate, :bucket, :topics,"
                                + " :reason, :actor, :name, :total, :now, :now)")
                .setParameter("id", id)
                .setParameter(
                        "scope",
                        switch (scope) {
                            case Scope.One _ -> "ONE";
                            case Scope.Bucket _ -> "BUCKET";
                            case Scope.All _ -> "ALL";
                        })
                .setParameter("aggregate", scope instanceof Scope.One(var one) ? one : null)
                .setParameter("bucket", scope instanceof Scope.Bucket(var number) ? number : null)
                .setParameter("topics", truths.stream().map(Truth::topic).collect(Collectors.joining(",")))
                .setParameter("reason", reason)
                .setParameter("actor", actor.id())
                .setParameter("name", actor.name())
                .setParameter("total", total)
                .setParameter("now", now())
                .executeUpdate()
                .chain(() -> audit.record(session, ordered(id, scope, truths, new Cause(actor, reason, null, null))))
                .chain(() -> get(id)));
    }

    private static AuditEntry ordered(UUID id, Scope scope, List<Truth> truths, Cause cause) {
        return AuditEntry.of("republish.ordered", AuditEntry.Category.RECOVERY)
                .to("republish", id.toString())
                .with("topics", truths.stream().map(Truth::topic).toList())
                .with("scope", scope)
                .because(cause);
    }

    /** One operation; refuses when there is none. */
    Uni<RepublishOperation> get(UUID id) {
        return sessions.withSession(session -> OneColumn.select(session, ROW + " where id = :id", String.class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> new Refusal.NotFound(
                                "REPUBLISH_NOT_FOUND", "No republish with id " + id + " was ordered.")
                        .asException())
                .map(this::read));
    }

    /** The oldest that is not done, locked; null when there is none, or another instance has it in hand. */
    Uni<@Nullable RepublishOperation> next(Mutiny.Session session) {
        return OneColumn.select(
                        session,
                        ROW + " where state = 'RUNNING' order by started_at, id limit 1 for update skip locked",
                        String.class)
                .getSingleResultOrNull()
                .map(row -> row == null ? null : read(row));
    }

    /** Notes that a part was sent, and where to go on. */
    Uni<Void> advance(Mutiny.Session session, UUID id, int atTopic, String afterId, int sent, List<String> failures) {
        return session.createNativeQuery(
                        "update republish set at_topic = :topic, after_id = :after, done = done + :sent,"
                                + " failed = failed + :failed, last_failure = coalesce(cast(:failure as text), last_failure),"
                                + " updated_at = :now where id = :id")
                .setParameter("topic", atTopic)
                .setParameter("after", afterId)
                .setParameter("sent", sent)
                .setParameter("failed", failures.size())
                .setParameter("failure", failures.isEmpty() ? null : failures.getLast())
                .setParameter("now", now())
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Void> end(Mutiny.Session session, UUID id) {
        return session.createNativeQuery(
                        "update republish set state = 'DONE', updated_at = :now, ended_at = :now where id = :id")
                .setParameter("now", now())
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private RepublishOperation read(String row) {
        try {
            return json.readValue(row, RepublishOperation.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a row is not an operation", e);
        }
    }
}
