package io.centercontrol.kit.truth;

import io.centercontrol.events.dataplane.Difference;
import io.centercontrol.events.dataplane.MissingVersions;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.inbox.Listener;
import io.centercontrol.schemas.Contract;
import io.centercontrol.schemas.PlatformService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.differences.<service>.v1} in which bucket a copy differs from what stands here, and which versions one lacks. */
@ApplicationScoped
class DifferenceListener extends Listener<Optional<Difference>> {
    private static final String CHANNEL = "differences";

    /** It becomes part of a reason, which is kept and told. */
    private static final int LONGEST_ID = 100;

    private static final int LONGEST_KEY = 300;

    private final AvroWire wire;
    private final Repairs repairs;

    DifferenceListener(AvroWire wire, Repairs repairs) {
        this.wire = wire;
        this.repairs = repairs;
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
    protected Uni<Optional<Difference>> decode(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return wire.decode(record.value(), Difference.class).map(difference -> {
            check(record, difference);
            return Optional.of(difference);
        });
    }

    private void check(ConsumerRecord<String, byte[]> record, Difference difference) {
        var service = difference.getSender().getService();
        if (!record.topic().equals(wire.name(Contract.differences(service)))) {
            throw new UnreadableException("'" + service + "' must not write to " + record.topic(), null);
        }
        if (difference.getSender().getInstanceId().length() > LONGEST_ID) {
            throw new UnreadableException("the instance id has more than " + LONGEST_ID + " characters", null);
        }
        if (difference.getBuckets() != BucketDigest.BUCKETS
                || difference.getBucket() < 0
                || difference.getBucket() >= BucketDigest.BUCKETS) {
            throw new UnreadableException(
                    "there is no bucket %d of %d".formatted(difference.getBucket(), difference.getBuckets()), null);
        }
        if (difference.getVersions() != null) {
            check(service, difference.getVersions());
        }
    }

    /** What is old is sent again only for who keeps all of it. */
    private static void check(String service, MissingVersions versions) {
        if (!PlatformService.comparing().contains(service)) {
            throw new UnreadableException("'" + service + "' may ask for buckets and not for versions", null);
        }
        var many = Math.max(0, versions.getTo() - versions.getFrom()) + 1;
        if (versions.getKey().length() > LONGEST_KEY
                || versions.getFrom() < 1
                || versions.getTo() < versions.getFrom()
                || many > Repairs.MOST_VERSIONS) {
            throw new UnreadableException(
                    "versions %d to %d are none, or more than %d"
                            .formatted(versions.getFrom(), versions.getTo(), Repairs.MOST_VERSIONS),
                    null);
        }
    }

    @Override
    protected Uni<Void> apply(Optional<Difference> found) {
        if (found.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var difference = found.get();
        var sender = difference.getSender();
        var versions = difference.getVersions();
        if (versions != null) {
            return repairs.resend(
                    difference.getTopic(),
                    versions.getKey(),
                    versions.getFrom(),
                    versions.getTo(),
                    sender.getService());
        }
        return repairs.repair(
                difference.getTopic(), difference.getBucket(), sender.getService(), sender.getInstanceId());
    }
}
