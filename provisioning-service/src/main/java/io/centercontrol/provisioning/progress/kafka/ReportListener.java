package io.centercontrol.provisioning.progress.kafka;

import io.centercontrol.events.dataplane.Outcome;
import io.centercontrol.events.dataplane.Report;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.inbox.Listener;
import io.centercontrol.provisioning.TopicNames;
import io.centercontrol.provisioning.progress.TakeReport;
import io.centercontrol.provisioning.progress.model.Retained;
import io.centercontrol.provisioning.progress.model.Task;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Hears from {@code cc.reports.<service>.v1} how attempts went. */
@ApplicationScoped
class ReportListener extends Listener<TakeReport.Command> {
    private static final String CHANNEL = "reports";
    private static final int LONGEST_REASON = 100;
    private static final int LONGEST_MESSAGE = 2_000;
    private static final int MOST_KEPT = 100;

    private final AvroWire wire;
    private final TopicNames topics;
    private final TakeReport takeReport;

    ReportListener(AvroWire wire, TopicNames topics, TakeReport takeReport) {
        this.wire = wire;
        this.topics = topics;
        this.takeReport = takeReport;
    }

    @Override
    public String channel() {
        return CHANNEL;
    }

    @Incoming(CHANNEL)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return receive(record);
    }

    @Override
    protected Uni<TakeReport.Command> decode(ConsumerRecord<String, byte[]> record) {
        return wire.decode(record.value() == null ? new byte[0] : record.value(), Report.class)
                .map(report -> {
                    var service = report.getSender().getService();
                    topics.checkReportSender(record.topic(), service);
                    return new TakeReport.Command(new TenantId(report.getTenantId()), said(service, report));
                });
    }

    @Override
    protected Uni<?> apply(TakeReport.Command command) {
        return takeReport.run(command);
    }

    private static io.centercontrol.provisioning.progress.model.Report said(String service, Report report) {
        return new io.centercontrol.provisioning.progress.model.Report(
                service,
                task(report.getTask()),
                report.getObservedVersion(),
                report.getAttempt(),
                report.getOutcome() == Outcome.SUCCEEDED,
                cut(report.getReason(), LONGEST_REASON),
                cut(report.getMessage(), LONGEST_MESSAGE),
                new io.centercontrol.provisioning.progress.model.Report.Outcome(
                        cut(report.getSender().getInstanceId(), LONGEST_REASON),
                        sha256(report),
                        Objects.requireNonNullElse(report.getExportBytes(), 0L),
                        report.getKept().stream()
                                .limit(MOST_KEPT)
                                .map(ReportListener::kept)
                                .toList()));
    }

    /** A text that is none is kept as far as it tells so. */
    private static @Nullable String sha256(Report report) {
        var text = report.getExportSha256();
        return text == null ? null : cut(text, LONGEST_REASON);
    }

    private static Task task(io.centercontrol.events.Task task) {
        return switch (task) {
            case PROVISION -> Task.PROVISION;
            case EXPORT -> Task.EXPORT;
            case ERASE -> Task.ERASE;
            case UNKNOWN -> throw new UnreadableException("a report on a task that nobody asks for", null);
        };
    }

    private static Retained kept(io.centercontrol.events.Kept kept) {
        return new Retained(
                cut(kept.getWhat(), LONGEST_MESSAGE),
                cut(kept.getWhere(), LONGEST_MESSAGE),
                kept.getUntil(),
                cut(kept.getBasis(), LONGEST_MESSAGE));
    }

    /** A service may write what it likes; what is kept of it is bounded. */
    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
