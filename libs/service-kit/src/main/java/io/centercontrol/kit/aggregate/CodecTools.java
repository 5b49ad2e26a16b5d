package io.centercontrol.kit.aggregate;

import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.ChangeRecords;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What every {@link AggregateCodec} works with, so that a hall's Kafka door need not name it. */
@Singleton
public class CodecTools {
    private final AvroWire wire;
    private final ChangeRecords changes;
    private final String source;

    CodecTools(AvroWire wire, ChangeRecords changes, @ConfigProperty(name = "quarkus.application.name") String source) {
        this.wire = wire;
        this.changes = changes;
        this.source = source;
    }

    AvroWire wire() {
        return wire;
    }

    ChangeRecords changes() {
        return changes;
    }

    /** The service's name: who says it. */
    String source() {
        return source;
    }
}
