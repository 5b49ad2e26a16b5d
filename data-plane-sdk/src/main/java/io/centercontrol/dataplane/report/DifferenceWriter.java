package io.centercontrol.dataplane.report;

import io.centercontrol.dataplane.digest.Buckets;
import io.centercontrol.dataplane.digest.Comparison;
import io.centercontrol.dataplane.follow.DigestFollower;
import io.centercontrol.dataplane.wire.AvroWriter;
import io.centercontrol.events.dataplane.Difference;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Tells a topic's owner of buckets in which this copy stays different from its own; it publishes them anew. */
public final class DifferenceWriter implements DigestFollower.Owner {
    private final Outbound outbound;
    private final Contract.Topic topic;
    private final AvroWriter<Difference> writer;

    /** Writes in the service's name. */
    public DifferenceWriter(String service, Outbound outbound) {
        this.outbound = outbound;
        this.topic = Contract.differences(service);
        this.writer = outbound.writer(topic, Difference.class);
    }

    @Override
    public void tell(Comparison.Found found) throws IOException, InterruptedException {
        var difference = Difference.newBuilder()
                .setSender(outbound.sender())
                .setTopic(found.digest().topic())
                .setBucket(found.digest().bucket())
                .setBuckets(Buckets.COUNT)
                .setCount(found.copy().count())
                .setHash(found.copy().hash())
                .setHighestVersion(found.copy().highestVersion())
                .setDigestTakenAt(found.digest().takenAt())
                .setFoundAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
                .build();
        outbound.send(topic, outbound.sender().getInstanceId(), writer.write(difference), List.of());
    }
}
