package io.centercontrol.dataplane.provision;

import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.dataplane.ProvisioningHandler;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.dataplane.TenantContext;
import io.centercontrol.dataplane.follow.Standing;
import io.centercontrol.dataplane.report.Outbound;
import io.centercontrol.dataplane.trace.RecordSpan;
import io.centercontrol.dataplane.wire.AvroReader;
import io.centercontrol.dataplane.wire.AvroWriter;
import io.centercontrol.dataplane.wire.Poison;
import io.centercontrol.dataplane.wire.SchemaBook;
import io.centercontrol.dataplane.wire.SchemaMissing;
import io.centercontrol.events.dataplane.Outcome;
import io.centercontrol.events.dataplane.Report;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.ServiceProvisioning;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** Makes the attempt that a record asks for, if it asks this service for one, and reports how it went. */
final class Attempts implements PartitionWork.Attempt {
    private static final System.Logger LOG = System.getLogger(Attempts.class.getName());
    private static final Duration COPY_PATIENCE = Duration.ofSeconds(30);
    private static final Duration COPY_LOOK = Duration.ofMillis(20);
    private static final Duration REPORT_PAUSE = Duration.ofSeconds(1);
    private static final int LONGEST_MESSAGE = 500;

    private final DataPlaneConfig config;
    private final ProvisioningHandler handler;
    private final Standing standing;
    private final Outbound outbound;
    private final SchemaBook schemas;
    private final AvroReader<Provisioning> reader;
    private final AvroWriter<Report> writer;
    private final Contract.Topic topic;
    private final Semaphore handlers;

    Attempts(
            DataPlaneConfig config,
            ProvisioningHandler handler,
            Standing standing,
            Outbound outbound,
            SchemaBook schemas) {
        this.config = config;
        this.handler = handler;
        this.standing = standing;
        this.outbound = outbound;
        this.schemas = schemas;
        this.reader = new AvroReader<>(schemas, Provisioning.class, Provisioning.getClassSchema());
        this.topic = Contract.reports(config.service());
        this.writer = outbound.writer(topic, Report.class);
        this.handlers = new Semaphore(config.parallelHandlers());
    }

    @Override
    public void run(ConsumerRecord<String, byte[]> record, PartitionWork.Fence fence) throws InterruptedException {
        var wanted = wanted(record);
        if (wanted == null) {
            return;
        }
        try (var _ = RecordSpan.begin("provision", record)) {
            make(wanted, fence);
        }
    }

    private void make(Wanted wanted, PartitionWork.Fence fence) throws InterruptedException {
        var startedAt = now();
        var tenant = tenant(wanted.tenant(), wanted.desiredVersion());
        var result = tenant == null ? behind(wanted) : attempt(tenant, wanted.entry());
        var report = Report.newBuilder()
                .setSender(outbound.sender())
                .setTenantId(wanted.tenant().value())
                .setObservedVersion(tenant == null ? 0 : tenant.version())
                .setAttempt(wanted.entry().getAttempt())
                .setOutcome(result.outcome())
                .setReason(result.reason())
                .setMessage(result.message())
                .setStartedAt(startedAt)
                .setFinishedAt(now())
                .build();
        send(report, fence);
    }

    /** What a record asks this service for. */
    private record Wanted(TenantId tenant, long desiredVersion, ServiceProvisioning entry) {}

    private record Result(Outcome outcome, String reason, String message) {}

    private @Nullable Wanted wanted(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        byte @Nullable [] value = record.value();
        if (value == null) {
            return null;
        }
        while (true) {
            try {
                var read = reader.read(value);
                if (!read.getTenantId().toString().equals(record.key())) {
                    throw new Poison("the value is of tenant " + read.getTenantId());
                }
                return read.getPaused()
                        ? null
                        : read.getServices().stream()
                                .filter(entry -> entry.getService().equals(config.service()) && entry.getAwaiting())
                                .findFirst()
                                .map(entry ->
                                        new Wanted(new TenantId(read.getTenantId()), read.getDesiredVersion(), entry))
                                .orElse(null);
            } catch (SchemaMissing missing) {
                schemas.await(missing);
            } catch (Poison poison) {
                LOG.log(
                        Level.ERROR,
                        "The record at {0}-{1} offset {2} is passed over: {3}.",
                        record.topic(),
                        record.partition(),
                        Long.toString(record.offset()),
                        poison.getMessage());
                return null;
            }
        }
    }

    /** Waits until the copy has the tenant as new as is asked for; null when it takes too long. */
    private @Nullable Tenant tenant(TenantId id, long version) throws InterruptedException {
        var deadline = System.nanoTime() + COPY_PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            var index = standing.served();
            var tenant = index == null ? null : index.find(id);
            if (tenant != null && tenant.version() >= version) {
                return tenant;
            }
            Thread.sleep(COPY_LOOK);
        }
        return null;
    }

    private static Result behind(Wanted wanted) {
        return new Result(
                Outcome.FAILED,
                "CopyBehind",
                "This instance's copy did not reach version " + wanted.desiredVersion() + " of the tenant within "
                        + COPY_PATIENCE.toSeconds() + " s.");
    }

    private Result attempt(Tenant tenant, ServiceProvisioning entry) throws InterruptedException {
        handlers.acquire();
        try {
            if (entry.getObservedVersion() == 0) {
                handler.provision(tenant);
                return new Result(Outcome.SUCCEEDED, "Provisioned", "");
            }
            handler.update(tenant);
            return new Result(Outcome.SUCCEEDED, "Updated", "");
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            // An error is an outcome too: without a report the platform would wait until its time-out.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LOG.log(Level.WARNING, "The provisioning handler failed for tenant " + tenant.id(), e);
            return new Result(Outcome.FAILED, "HandlerFailed", message(e));
        } finally {
            handlers.release();
        }
    }

    private static String message(Throwable e) {
        var text = e.getMessage() == null || e.getMessage().isBlank()
                ? e.getClass().getName()
                : e.getMessage();
        return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) : text;
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
