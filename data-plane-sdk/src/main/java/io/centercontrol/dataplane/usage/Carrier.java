package io.centercontrol.dataplane.usage;

import io.centercontrol.dataplane.report.Outbound;
import io.centercontrol.dataplane.wire.AvroWriter;
import io.centercontrol.events.usage.Usage;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.util.List;

/** Brings records of usage to the brokers. */
final class Carrier {
    private final Outbound outbound;
    private final Contract.Topic topic;
    private final AvroWriter<Usage> writer;

    Carrier(String service, Outbound outbound) {
        this.outbound = outbound;
        this.topic = Contract.usage(service);
        this.writer = outbound.writer(topic, Usage.class);
    }

    /** A record as it is sent. */
    byte[] form(Usage usage) throws IOException, InterruptedException {
        return writer.write(usage);
    }

    /**
     * Returns when the brokers have it.
     *
     * @throws IOException when they do not take it in time; it may be there all the same
     */
    void send(String producer, byte[] value) throws IOException, InterruptedException {
        outbound.send(topic, producer, value, List.of());
    }

    /** The same. */
    void send(OutboxTable.Numbered numbered) throws IOException, InterruptedException {
        send(
                numbered.producer(),
                form(new Usage(
                        outbound.sender(),
                        numbered.producer(),
                        numbered.epoch(),
                        numbered.run(),
                        numbered.first(),
                        numbered.events())));
    }
}
