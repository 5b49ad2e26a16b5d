package io.centercontrol.audit.log.kafka;

import io.centercontrol.audit.log.CheckpointEncoder;
import io.centercontrol.audit.log.LogConfig;
import io.centercontrol.audit.log.SignedCheckpoint;
import io.centercontrol.audit.log.sign.LogKeys;
import io.centercontrol.events.audit.AuditCheckpoint;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.schemas.Contract;
import io.centercontrol.tlog.Hash;
import io.centercontrol.tlog.VerifierKey;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Checkpoints on cc.audit-checkpoints.v1. */
@Singleton
class CheckpointCodec implements CheckpointEncoder {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final AvroWire wire;
    private final LogConfig config;
    private final LogKeys keys;
    private final Ids ids;
    private final String service;

    CheckpointCodec(
            AvroWire wire,
            LogConfig config,
            LogKeys keys,
            Ids ids,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.wire = wire;
        this.config = config;
        this.keys = keys;
        this.ids = ids;
        this.service = service;
    }

    void prepare(@Observes @Priority(1) StartupEvent start) {
        wire.prepareNow(Contract.AUDIT_CHECKPOINTS, PATIENCE);
    }

    @Override
    public OutboxEvent encode(SignedCheckpoint checkpoint, long previousSize, List<Hash> consistency) {
        var record = AuditCheckpoint.newBuilder()
                .setOrigin(config.origin())
                .setSize(checkpoint.size())
                .setRoot(ByteBuffer.wrap(checkpoint.root().bytes()))
                .setNote(checkpoint.note())
                .setPreviousSize(previousSize)
                .setConsistency(consistency.stream()
                        .map(hash -> ByteBuffer.wrap(hash.bytes()))
                        .toList())
                .setTime(checkpoint.signedAt())
                .setKeys(keys.verifiers().stream().map(VerifierKey::text).toList())
                .build();
        return new OutboxEvent(
                ids.next(),
                wire.name(Contract.AUDIT_CHECKPOINTS),
                config.origin(),
                "audit-checkpoint.signed",
                null,
                checkpoint.size(),
                service,
                checkpoint.signedAt(),
                wire.encode(Contract.AUDIT_CHECKPOINTS, record));
    }
}
