package io.centercontrol.kit.provision;

import io.centercontrol.events.Sender;
import io.centercontrol.events.Task;
import io.centercontrol.events.dataplane.Report;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.schemas.Contract;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/** What became of an attempt, said on {@code cc.reports.<service>.v1} by the outbox. */
@ApplicationScoped
@IfBuildProperty(name = "cc.provisioned", stringValue = "true")
public class Answers {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Mutiny.SessionFactory sessions;
    private final Outbox outbox;
    private final AvroWire wire;
    private final Ids ids;
    private final Clock clock;
    private final String service;
    private final Contract.Topic reports;
    private final Sender sender;

    Answers(
            Mutiny.SessionFactory sessions,
            Outbox outbox,
            AvroWire wire,
            Ids ids,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String release) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.wire = wire;
        this.ids = ids;
        this.clock = clock;
        this.service = service;
        this.reports = Contract.reports(service);
        this.sender = new Sender(service, service, release, clock.instant());
    }

    void prepare(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start) {
        wire.prepareNow(reports, PATIENCE);
    }

    /** Answers; the answer leaves with the transaction. */
    public Uni<Void> answer(Ask ask, Outcome outcome) {
        return sessions.withSession(session -> outbox.append(session, event(ask, outcome, clock.instant())));
    }

    private OutboxEvent event(Ask ask, Outcome outcome, Instant now) {
        return new OutboxEvent(
                ids.next(),
                wire.name(reports),
                ask.tenant().toString(),
                outcome.succeeded() ? "attempt.succeeded" : "attempt.failed",
                ask.tenant().value(),
                outcome.observedVersion(),
                service,
                now,
                wire.encode(reports, report(ask, outcome, now)));
    }

    private Report report(Ask ask, Outcome outcome, Instant now) {
        var handed = outcome.export();
        return Report.newBuilder()
                .setSender(sender)
                .setTenantId(ask.tenant().value())
                .setObservedVersion(outcome.observedVersion())
                .setAttempt(ask.attempt())
                .setOutcome(
                        outcome.succeeded()
                                ? io.centercontrol.events.dataplane.Outcome.SUCCEEDED
                                : io.centercontrol.events.dataplane.Outcome.FAILED)
                .setReason(outcome.reason())
                .setMessage(outcome.message())
                .setStartedAt(now)
                .setFinishedAt(now)
                .setTask(Task.valueOf(ask.task().name()))
                .setExportSha256(handed.map(Outcome.HandedOver::sha256).orElse(null))
                .setExportBytes(handed.map(Outcome.HandedOver::bytes).orElse(null))
                .setKept(outcome.kept().stream()
                        .map(kept -> new io.centercontrol.events.Kept(kept.what(), kept.where(), null, kept.basis()))
                        .toList())
                .build();
    }
}
