package io.centercontrol.dataplane.provision;

import io.centercontrol.dataplane.wire.AvroReader;
import io.centercontrol.dataplane.wire.Poison;
import io.centercontrol.dataplane.wire.SchemaBook;
import io.centercontrol.dataplane.wire.SchemaMissing;
import io.centercontrol.events.provisioning.Provisioning;
import io.centercontrol.events.provisioning.TenantDeletion;
import io.centercontrol.kernel.TenantId;
import java.lang.System.Logger.Level;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads out of a provisioning record what it asks this service for. Once a tenant is being deleted its deletion alone
 * counts: {@code paused} and what was awaited before are about its provisioning.
 */
final class Asks {
    private static final System.Logger LOG = System.getLogger(Asks.class.getName());

    private final String service;
    private final SchemaBook schemas;
    private final AvroReader<Provisioning> reader;

    Asks(String service, SchemaBook schemas) {
        this.service = service;
        this.schemas = schemas;
        this.reader = new AvroReader<>(schemas, Provisioning.class, Provisioning.getClassSchema());
    }

    /** What is asked; null when nothing is, and for a record that makes no sense. Waits for a missing schema. */
    @Nullable
    Ask read(ConsumerRecord<String, byte[]> record) throws InterruptedException {
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
                return of(read);
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

    private @Nullable Ask of(Provisioning read) {
        var tenant = new TenantId(read.getTenantId());
        var deletion = read.getDeletion();
        return deletion == null ? provision(read, tenant) : deletion(deletion, tenant);
    }

    private @Nullable Ask provision(Provisioning read, TenantId tenant) {
        if (read.getPaused()) {
            return null;
        }
        for (var entry : read.getServices()) {
            if (entry.getService().equals(service)) {
                var erasure = entry.getErasure();
                if (erasure != null && erasure.getAwaiting()) {
                    return new Ask.Leave(tenant, erasure.getAttempt());
                }
                return entry.getAwaiting()
                        ? new Ask.Provision(
                                tenant, entry.getAttempt(), read.getDesiredVersion(), entry.getObservedVersion())
                        : null;
            }
        }
        return null;
    }

    private @Nullable Ask deletion(TenantDeletion deletion, TenantId tenant) {
        for (var entry : deletion.getServices()) {
            if (entry.getService().equals(service) && entry.getAwaiting()) {
                return switch (deletion.getTask()) {
                    case EXPORT -> new Ask.Export(tenant, entry.getAttempt());
                    case ERASE -> new Ask.Erase(tenant, entry.getAttempt());
                    case PROVISION, UNKNOWN -> null;
                };
            }
        }
        return null;
    }
}
