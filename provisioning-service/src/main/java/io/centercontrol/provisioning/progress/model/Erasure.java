package io.centercontrol.provisioning.progress.model;

import java.time.Instant;
import java.util.List;

/**
 * A tenant service's word that it erased what it held.
 *
 * @param at when its report was taken
 * @param by id of the instance that said so
 * @param kept what it keeps nevertheless
 */
public record Erasure(Instant at, String by, List<Retained> kept) {
    public Erasure {
        kept = List.copyOf(kept);
    }
}
