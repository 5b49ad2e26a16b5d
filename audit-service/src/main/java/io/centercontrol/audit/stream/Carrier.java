package io.centercontrol.audit.stream;

import io.smallrye.mutiny.Uni;

/** Brings a shipment to a stream's receiver. */
public interface Carrier {
    /** Sends, and says what came of it. Never fails, and takes no longer than its own patience. */
    Uni<Taken> send(SiemStream stream, Shipment shipment);
}
