package io.centercontrol.audit.trail;

import io.centercontrol.kit.outbox.OutboxEvent;

/** Makes of what the trail lacks the events by which the owners are asked for it. */
public interface MissingEncoder {
    /** Asks for versions of one aggregate: as many of the gap as are asked for at once. */
    OutboxEvent ofVersions(Streams.Gap gap);

    /** Asks for what a bucket holds. */
    OutboxEvent ofBucket(OwnerDigest digest, Streams.Tally here);
}
