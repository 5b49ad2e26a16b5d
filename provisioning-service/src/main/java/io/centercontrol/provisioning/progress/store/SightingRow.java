package io.centercontrol.provisioning.progress.store;

import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.provisioning.progress.Sighting;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code provisioning} beside the one of {@code tenant}, as JSON. */
record SightingRow(
        UUID id,
        long version,
        UUID eventId,
        ProvisioningDocument document,
        @Nullable String slug,
        @Nullable String name) {
    /** Makes its text; {@code p} and {@code t} are the two tables. */
    static final String SQL = "cast(jsonb_build_object('id', p.id, 'version', p.version, 'eventId', p.event_id,"
            + " 'document', p.document, 'slug', t.slug, 'name', t.name) as text)";

    Sighting toSighting() {
        return new Sighting(new Kept<>(document.toModel(id, version), eventId), slug, name);
    }
}
