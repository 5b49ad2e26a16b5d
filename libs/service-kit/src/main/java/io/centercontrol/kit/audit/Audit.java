package io.centercontrol.kit.audit;

import io.centercontrol.events.audit.AuditEvent;
import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.sql.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Tells on {@code cc.audit.v1} what happens and is no change of an aggregate on a state topic: those are in the trail by their
 * topics. What is done in a transaction is told in it; what is not, as refusals and reads are, by way of a buffer on disk.
 */
@Singleton
public class Audit {
    private final AuditRecords records;
    private final AuditNumbers numbers;
    private final AuditBuffer buffer;
    private final Coalescing coalescing;
    private final AuditConfig config;
    private final Passages passages;
    private final Senders senders;
    private final Outbox outbox;
    private final MeterRegistry meters;

    Audit(
            AuditRecords records,
            AuditNumbers numbers,
            AuditBuffer buffer,
            Coalescing coalescing,
            AuditConfig config,
            Passages passages,
            Senders senders,
            Outbox outbox,
            MeterRegistry meters) {
        this.records = records;
        this.numbers = numbers;
        this.buffer = buffer;
        this.coalescing = coalescing;
        this.config = config;
        this.passages = passages;
        this.senders = senders;
        this.outbox = outbox;
        this.meters = meters;
    }

    /**
     * Tells something if and only if the session's transaction commits: last in it, where that is known to {@link
     * Transactions}, since the next entry of this service waits for its end; else now, so await it as the last of what is done.
     */
    public Uni<Void> record(Mutiny.Session session, AuditEntry entry) {
        return Uni.createFrom().deferred(() -> {
            var request = senders.current();
            return senders.identity(request)
                    .map(identity -> records.of(entry, request, identity.orElse(null)))
                    .chain(event -> Transactions.atTheEnd(last -> tell(last, event))
                            ? Uni.createFrom().voidItem()
                            : tell(session, event));
        });
    }

    /**
     * Tells of a change of what has a history and no state topic: the change's type is the action, its fields are the detail,
     * with what they were and are.
     *
     * @param target a word of the glossary: {@code sdk-key}
     */
    public Uni<Void> record(
            Mutiny.Session session,
            AuditEntry.Category category,
            String target,
            Change<? extends Aggregate> change,
            Cause cause) {
        var entry = AuditEntry.of(change.type(), category)
                .to(target, change.next().aggregateId())
                .because(cause)
                .with("version", change.next().version());
        for (var field : change.fields()) {
            entry = entry.with(field.path(), beforeAndAfter(field));
        }
        return record(session, entry);
    }

    private static LinkedHashMap<String, @Nullable Object> beforeAndAfter(FieldChange field) {
        var both = new LinkedHashMap<String, @Nullable Object>();
        both.put("before", field.before());
        both.put("after", field.after());
        return both;
    }

    private Uni<Void> tell(Mutiny.Session session, AuditEvent event) {
        return session.flush()
                .chain(() -> numbers.next(session))
                .chain(number -> outbox.append(session, numbers.numbered(event, number)))
                .invoke(() -> meters.counter(
                                "cc.audit.recorded",
                                "category",
                                event.getCategory().name())
                        .increment());
    }

    /** Tells something that no transaction belongs to, soon. Never waits and never fails: what has no room is counted. */
    public void later(AuditEntry entry) {
        later(senders.current(), entry);
    }

    /** The same of a request that is not the current one, or none. */
    public void later(@Nullable RoutingContext request, AuditEntry entry) {
        made(request, entry, buffer::offer);
    }

    /**
     * Tells something that may come in floods: the first of a kind at once, and those that follow within a minute as one entry with
     * their number.
     *
     * @param kind what they have in common
     */
    public void seldom(Object kind, AuditEntry entry) {
        made(
                senders.current(),
                entry,
                event -> coalescing.firstAtOnce(kind, entry.action(), config.reads(), () -> event));
    }

    /** Tells that something was only tried, for a reason that it would need. */
    public void tried(RoutingContext request, String reason) {
        later(
                request,
                RequestAudit.entry(request, "dry-run.done", AuditEntry.Category.ACCESS, 200)
                        .why(reason));
    }

    /** Hands the record of an entry on, at once where it is known who sends the request. */
    void made(@Nullable RoutingContext request, AuditEntry entry, Consumer<AuditEvent> to) {
        senders.identity(request)
                .subscribe()
                .with(identity -> to.accept(records.of(entry, request, identity.orElse(null))));
    }

    /**
     * Tells that a list goes home in a form that is kept. Who takes it is known by the first page, which passed the gates.
     *
     * @param passage of the pages
     * @param whole whether all of it is asked for, and not a page
     */
    public void listTaken(String passage, String form, boolean whole) {
        passages.seen(passage)
                .ifPresent(event -> buffer.offer(records.with(event, Map.of("form", form, "whole", whole))));
    }
}
