package io.centercontrol.audit.log;

import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.tlog.Hash;
import java.util.List;

/** A checkpoint as an event. */
public interface CheckpointEncoder {
    /**
     * The event.
     *
     * @param previousSize of the one that was told before; 0 for none
     * @param consistency the proof from there
     * @return its version is the log's size
     */
    OutboxEvent encode(SignedCheckpoint checkpoint, long previousSize, List<Hash> consistency);
}
