package io.centercontrol.dataplane.trail;

import io.centercontrol.tlog.Hash;
import java.util.List;

/**
 * A checkpoint as the platform tells it; nothing of it is believed yet.
 *
 * @param origin the log's name
 * @param note the checkpoint as a signed note (C2SP signed-note)
 * @param previousSize of the checkpoint that was told before it
 * @param consistency the proof that the log only grew since then (RFC 6962, 2.1.2)
 * @param keys the verifier keys that the log says it signs with
 */
public record ToldCheckpoint(String origin, String note, long previousSize, List<Hash> consistency, List<String> keys) {
    public ToldCheckpoint {
        consistency = List.copyOf(consistency);
        keys = List.copyOf(keys);
    }
}
