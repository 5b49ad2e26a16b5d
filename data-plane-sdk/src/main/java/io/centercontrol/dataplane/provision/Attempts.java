package io.centercontrol.dataplane.provision;

import io.centercontrol.dataplane.TenantContext;
import io.centercontrol.dataplane.report.Outbound;
import io.centercontrol.dataplane.trace.RecordSpan;
import io.centercontrol.dataplane.wire.AvroWriter;
import io.centercontrol.events.Task;
import io.centercontrol.events.dataplane.Report;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Makes the attempt that a record asks for, if it asks this service for one, and reports how it went. */
final class Attempts implements PartitionWork.Attempt {
    private static final System.Logger LOG = System.getLogger(Attempts.class.getName());
    private static final Duration REPORT_PAUSE = Duration.ofSeconds(1);

    private final Asks asks;
    private final Work work;
    private final Outbound outbound;
    private final AvroWriter<Report> writer;
    private final Contract.Topic topic;
    private final Answered answered = new Answered();

    Attempts(String service, Asks asks, Work work, Outbound outbound) {
        this.asks = asks;
        this.work = work;
        this.outbound = outbound;
        this.topic = Contract.reports(service);
        this.writer = outbound.writer(topic, Report.class);
    }

    @Override
    public void run(ConsumerRecord<String, byte[]> record, PartitionWork.Fence fence, PartitionWork.Newest newest)
            throws InterruptedException {
        var ask = asks.read(record);
        if (ask == null || answered.contains(ask)) {
            return;
        }
        // Read again after a restart, an old ask of this kind would take away what was made since.
        if (ask instanceof Ask.Leave && !newest.isNewest()) {
            return;
        }
        try (var span = RecordSpan.begin("provision", record)) {
            make(ask, fence);
        }
    }

    private void make(Ask ask, PartitionWork.Fence fence) throws InterruptedException {
        var startedAt = now();
        var task = task(ask);
        var done = switch (ask) {
            case Ask.Provision provision -> work.provision(provision);
            case Ask.Export export -> work.export(export);
            case Ask.Leave leave -> work.leave(leave);
            case Ask.Erase erase -> work.erase(erase);
        };
        var report = Report.newBuilder()
                .setSender(outbound.sender())
                .setTenantId(ask.tenant().value())
                .setObservedVersion(done.version())
                .setAttempt(ask.attempt())
                .setTask(task)
                .setStartedAt(startedAt)
                .setFinishedAt(now());
        done.result().in(report);
        send(report.build(), fence);
        answered.add(ask);
    }

    private static Task task(Ask ask) {
        return switch (ask) {
            case Ask.Provision provision -> Task.PROVISION;
            case Ask.Export export -> Task.EXPORT;
            case Ask.Leave leave -> Task.ERASE;
            case Ask.Erase erase -> Task.ERASE;
        };
    }

    private void send(Report report, PartitionWork.Fence fence) throws InterruptedException {
        var id = report.getTenantId().toString();
        var headers = RecordSpan.current();
        headers.add(new RecordHeader(TenantContext.KAFKA_TENANT_ID, id.getBytes(StandardCharsets.UTF_8)));
        while (true) {
            if (fence.isDown()) {
                throw new InterruptedException();
            }
            try {
                outbound.send(topic, id, writer.write(report), headers);
                return;
            } catch (IOException e) {
                LOG.log(Level.WARNING, "Cannot report on tenant {0} yet: {1}", id, e.getMessage());
                Thread.sleep(REPORT_PAUSE);
            }
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
