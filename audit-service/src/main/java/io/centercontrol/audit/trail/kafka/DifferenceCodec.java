package io.centercontrol.audit.trail.kafka;

import io.centercontrol.audit.trail.MissingEncoder;
import io.centercontrol.audit.trail.OwnerDigest;
import io.centercontrol.audit.trail.Streams;
import io.centercontrol.events.Sender;
import io.centercontrol.events.dataplane.Difference;
import io.centercontrol.events.dataplane.MissingVersions;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.kit.truth.BucketDigest;
import io.centercontrol.kit.truth.Repairs;
import io.centercontrol.schemas.Contract;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What the trail lacks, on cc.differences.audit-service.v1. */
@Singleton
class DifferenceCodec implements MissingEncoder {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AvroWire wire;
    private final Ids ids;
    private final Clock clock;
    private final String service;
    private final String version;
    private final Instant startedAt;
    private final Contract.Topic topic;

    DifferenceCodec(
            AvroWire wire,
            Ids ids,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.wire = wire;
        this.ids = ids;
        this.clock = clock;
        this.service = service;
        this.version = version;
        this.startedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        this.topic = Contract.differences(service);
    }

    void prepare(@Observes @Priority(1) StartupEvent start) {
        wire.prepareNow(topic, PATIENCE);
    }

    @Override
    public OutboxEvent ofVersions(Streams.Gap gap) {
        // Owners send the oldest first, so that what has come is at the beginning.
        var from = gap.toVersion() - gap.missing() + 1;
        var versions = MissingVersions.newBuilder()
                .setKey(gap.key())
                .setFrom(from)
                .setTo(Math.min(gap.toVersion(), from + Repairs.MOST_VERSIONS - 1))
                .build();
        return event(
                "versions.missing",
                difference(gap.topic(), bucket(gap.key()), Streams.Tally.EMPTY, clock.instant(), versions));
    }

    @Override
    public OutboxEvent ofBucket(OwnerDigest digest, Streams.Tally here) {
        return event(
                "bucket.different",
                difference(digest.bucket().topic(), digest.bucket().number(), here, digest.takenAt(), null));
    }

    private Difference difference(
            String of, int bucket, Streams.Tally here, Instant takenAt, @Nullable MissingVersions versions) {
        return Difference.newBuilder()
                .setSender(Sender.newBuilder()
                        .setService(service)
                        .setInstanceId(service)
                        .setSdkVersion(version)
                        .setStartedAt(startedAt)
                        .build())
                .setTopic(of)
                .setBucket(bucket)
                .setBuckets(BucketDigest.BUCKETS)
                .setCount(here.count())
                .setHash(here.hash())
                .setHighestVersion(here.highestVersion())
                .setDigestTakenAt(takenAt.truncatedTo(ChronoUnit.MICROS))
                .setFoundAt(clock.instant().truncatedTo(ChronoUnit.MICROS))
                .setVersions(versions)
                .build();
    }

    private OutboxEvent event(String type, Difference difference) {
        return new OutboxEvent(
                ids.next(),
                wire.name(topic),
                service,
                type,
                null,
                1,
                service,
                difference.getFoundAt(),
                wire.encode(topic, difference));
    }

    private static int bucket(String key) {
        try {
            return MessageDigest.getInstance("MD5").digest(key.getBytes(StandardCharsets.UTF_8))[0] & 0xff;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
