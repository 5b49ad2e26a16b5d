package io.centercontrol.provisioning.exports;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All exports. Everything joins the transaction that is open, or opens one of its own. */
public interface ExportStore {
    /** Opens an export that is about to come. */
    Uni<Void> begin(UUID id, StoreExport.Command command, Instant now);

    /** Keeps a piece; refused when the export was given up meanwhile. */
    Uni<Void> append(UUID id, int no, byte[] data, Instant now);

    /** The export is whole: from now on it is stored. */
    Uni<Void> complete(UUID id, Instant now);

    /** Forgets an export that did not come whole. */
    Uni<Void> discard(UUID id);

    /** The stored export of this very content; empty when there is none. */
    Uni<Optional<StoredExport>> find(TenantId tenant, String service, String sha256, Duration retention);

    /** All stored exports of a tenant, those that count first, then the newest. */
    Uni<List<StoredExport>> find(TenantId tenant, Duration retention);

    /** One piece; empty after the last. */
    Uni<Optional<byte[]>> piece(UUID id, int no);

    /** Notes who takes an export. */
    Uni<Void> taken(StoredExport export, Actor actor, Instant now);

    /** Removes what was kept for long enough, and what nobody goes on with; tells how many of each. */
    Uni<Purged> purge(Instant erasedBefore, Instant touchedBefore);

    /** How many were removed. */
    record Purged(int kept, int abandoned) {}
}
