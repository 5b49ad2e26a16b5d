package io.centercontrol.provisioning;

import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.schemas.Contract;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads the sender out of the name of a topic that one tenant service alone may write. */
@ApplicationScoped
public class TopicNames {
    private final AvroWire wire;

    TopicNames(AvroWire wire) {
        this.wire = wire;
    }

    /**
     * Makes sure that a report was written by the service that it names.
     *
     * @throws UnreadableException when the topic belongs to another service
     */
    public void checkReportSender(String topic, String service) {
        check(topic, wire.name(Contract.reports(service)), service);
    }

    /**
     * Makes sure that a position was written by the service that it names.
     *
     * @throws UnreadableException when the topic belongs to another service
     */
    public void checkPositionSender(String topic, String service) {
        check(topic, wire.name(Contract.positions(service)), service);
    }

    private static void check(String topic, String expected, String service) {
        if (!topic.equals(expected)) {
            throw new UnreadableException("'" + service + "' must not write to " + topic, null);
        }
    }
}
