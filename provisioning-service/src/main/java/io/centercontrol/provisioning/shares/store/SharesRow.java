package io.centercontrol.provisioning.shares.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.provisioning.shares.model.Call;
import io.centercontrol.provisioning.shares.model.Shares;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code shares}, as JSON.
 *
 * @param eventId the event that told of this version; null as long as there was none
 */
record SharesRow(
        String service,
        long version,
        List<String> instances,
        List<Entry> uneven,
        @Nullable UUID eventId,
        @Nullable Instant updatedAt) {
    /** One call's parts. */
    record Entry(UUID tenant, String call, List<Float> parts) {}

    static SharesRow of(Shares shares, UUID eventId, Instant now) {
        return new SharesRow(
                shares.service(),
                shares.version(),
                shares.instances(),
                shares.uneven().stream()
                        .map(share -> new Entry(
                                share.call().tenant().value(), share.call().callClass(), share.parts()))
                        .toList(),
                eventId,
                now);
    }

    Shares toModel() {
        return new Shares(
                service,
                version,
                instances,
                uneven.stream()
                        .map(entry -> new Shares.Share(new Call(new TenantId(entry.tenant), entry.call), entry.parts))
                        .toList());
    }
}
