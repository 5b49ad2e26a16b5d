package io.centercontrol.kit.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.OneColumn;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The tables of the quarantine. A record's row is only ever marked, and each decision adds a row of its own. */
@ApplicationScoped
class QuarantineStore {
    private static final String SUMMARY = """
            jsonb_build_object('id', q.id, 'state', q.state, 'channel', q.channel, 'topic', q.topic,
              'partition', q.partition, 'offset', q.record_offset, 'key', convert_from(q.record_key, 'UTF8'),
              'size', length(q.value), 'reason', q.reason, 'attempts', q.attempts, 'setAsideAt', q.set_aside_at,
              'lastAttemptAt', q.last_attempt_at)""";
    private static final String WHOLE = """
            select cast(jsonb_build_object('summary', %s, 'timestamp', q.record_timestamp,
              'value', translate(encode(q.value, 'base64'), chr(10), ''), 'headers', cast(q.headers as jsonb),
              'actions', coalesce((select jsonb_agg(jsonb_build_object('action', a.action, 'outcome', a.outcome,
                'reason', a.reason, 'failure', a.failure, 'actorId', a.actor_id, 'actorName', a.actor_name, 'at', a.at)
                order by a.id) from quarantine_action a where a.quarantine_id = q.id), jsonb_build_array())) as text)
            from quarantine q where q.id = :id
            """.formatted(SUMMARY);
    private static final String FITS = " from quarantine q where q.state = :state"
            + " and (cast(:channel as text) is null or q.channel = :channel)"
            + " and (cast(:topic as text) is null or q.topic = :topic)"
            + " and (cast(:key as text) is null or q.record_key = convert_to(:key, 'UTF8'))"
            + " and (cast(:reason as text) is null or position(lower(:reason) in lower(q.reason)) > 0)";

    private final Mutiny.SessionFactory sessions;
    private final Audit audit;
    private final ObjectMapper json;
    private final Clock clock;

    QuarantineStore(Mutiny.SessionFactory sessions, Audit audit, ObjectMapper json, Clock clock) {
        this.sessions = sessions;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** Records that fit, the first set aside first. */
    Uni<Page<QuarantinedRecord>> find(QuarantineFilter filter, int limit, @Nullable String cursor) {
        var after = Cursor.number(cursor, 0);
        return sessions.withSession(session -> narrow(
                        OneColumn.select(session, "select count(*)" + FITS, Long.class), filter)
                .getSingleResult()
                .chain(total -> narrow(
                                OneColumn.select(
                                        session,
                                        "select cast(" + SUMMARY + " as text)" + FITS
                                                + " and q.id > :after order by q.id",
                                        String.class),
                                filter)
                        .setParameter("after", after)
                        .setMaxResults(limit + 1)
                        .getResultList()
                        .map(rows -> page(rows, limit, total))));
    }

    private Page<QuarantinedRecord> page(List<String> rows, int limit, long total) {
        var here = rows.stream()
                .limit(limit)
                .map(row -> read(row, QuarantinedRecord.class))
                .toList();
        return new Page<>(
                here,
                rows.size() > limit ? Cursor.of(Long.toString(here.getLast().id())) : null,
                total);
    }

    /** The ids of records that fit, in the order in which they stood on their topics. */
    Uni<List<Long>> ids(QuarantineFilter filter, int most) {
        return sessions.withSession(session -> narrow(
                        OneColumn.select(
                                session,
                                "select q.id" + FITS + " order by q.topic, q.partition, q.record_offset, q.id",
                                Long.class),
                        filter)
                .setMaxResults(most)
                .getResultList());
    }

    /** One record; refuses when there is none. */
    Uni<QuarantinedRecord.Whole> get(long id) {
        return get(id, "");
    }

    /** One record that still waits for a decision, locked; refuses when there is none, or a decision was made. */
    Uni<QuarantinedRecord.Whole> lock(long id) {
        return get(id, "for update of q").invoke(record -> {
            var state = record.summary().state();
            if (state != RecordState.SET_ASIDE) {
                throw new Refusal.Conflict(
                                "QUARANTINE_RESOLVED",
                                "The record is " + state + " already; its actions tell who decided it.",
                                java.util.Map.of("state", state.name()))
                        .asException();
            }
        });
    }

    private Uni<QuarantinedRecord.Whole> get(long id, String locking) {
        return sessions.withSession(session -> OneColumn.select(session, WHOLE + locking, String.class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> new Refusal.NotFound(
                                "QUARANTINED_RECORD_NOT_FOUND", "No record with id " + id + " was set aside.")
                        .asException())
                .map(row -> read(row, QuarantinedRecord.Whole.class)));
    }

    /**
     * Marks a record and adds what was done.
     *
     * @param failure why it failed again; null when it did not
     */
    Uni<Void> note(long id, String action, Outcome outcome, @Nullable String failure, Cause cause) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return sessions.withSession(session -> session.createNativeQuery(
                        "update quarantine set state = :state, reason = coalesce(cast(:failure as text), reason),"
                                + " attempts = attempts + :attempts, last_attempt_at ="
                                + " case when :attempts = 1 then cast(:now as timestamptz) else last_attempt_at end"
                                + " where id = :id")
                .setParameter(
                        "state",
                        switch (outcome) {
                            case APPLIED -> RecordState.APPLIED.name();
                            case DROPPED -> RecordState.DROPPED.name();
                            case FAILED -> RecordState.SET_ASIDE.name();
                        })
                .setParameter("failure", failure)
                .setParameter("attempts", outcome == Outcome.DROPPED ? 0 : 1)
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate()
                .chain(() -> session.createNativeQuery(
                                "insert into quarantine_action (quarantine_id, action, outcome, reason, failure, actor_id,"
                                        + " actor_name, at) values (:id, :action, :outcome, :reason, :failure, :actor,"
                                        + " :name, :now)")
                        .setParameter("id", id)
                        .setParameter("action", action)
                        .setParameter("outcome", outcome.name())
                        .setParameter("reason", cause.reason())
                        .setParameter("failure", failure)
                        .setParameter("actor", cause.actor().id())
                        .setParameter("name", cause.actor().name())
                        .setParameter("now", now)
                        .executeUpdate())
                .chain(() -> audit.record(session, entry(id, outcome, failure, cause))));
    }

    private static AuditEntry entry(long id, Outcome outcome, @Nullable String failure, Cause cause) {
        return AuditEntry.of(
                        outcome == Outcome.DROPPED ? "quarantined-record.dropped" : "quarantined-record.replayed",
                        AuditEntry.Category.RECOVERY)
                .ended(outcome == Outcome.FAILED ? AuditEntry.Outcome.FAILED : AuditEntry.Outcome.DONE)
                .to("quarantined-record", Long.toString(id))
                .with("failure", failure)
                .because(cause);
    }

    /** How an action ended. */
    @Schema(name = "ReplayOutcome")
    enum Outcome {
        APPLIED,
        FAILED,
        DROPPED
    }

    private static <T> Mutiny.SelectionQuery<T> narrow(Mutiny.SelectionQuery<T> query, QuarantineFilter filter) {
        return query.setParameter("state", filter.state().name())
                .setParameter("channel", filter.channel())
                .setParameter("topic", filter.topic())
                .setParameter("key", filter.key())
                .setParameter("reason", filter.reason());
    }

    private <T> T read(String row, Class<T> type) {
        try {
            return json.readValue(row, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a row is not a " + type.getSimpleName(), e);
        }
    }
}
