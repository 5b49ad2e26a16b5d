package io.centercontrol.integrations.deliveries;

import io.centercontrol.integrations.deliveries.model.Message;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages and for whom they are. Writes join the transaction that is open. */
public interface Deliveries {
    /**
     * Keeps messages for the endpoints that ask for them, in their order, and nothing of those that nobody asks for. What was
     * heard before changes nothing.
     *
     * @param horizon what happened before is too long ago to be told
     * @return how many deliveries there are now that there were not
     */
    Uni<Integer> fanOut(List<Message> messages, Instant horizon, Instant now);

    /** Keeps a message for one endpoint, whatever it asks for. */
    Uni<Void> add(Message message, UUID endpoint, Instant now);

    /** Deliveries to an endpoint, the newest first. */
    Uni<Page<Delivery>> find(UUID endpoint, DeliveryFilter filter, int limit, @Nullable String cursor);

    /** One with all its attempts; refuses when nothing is kept of it. */
    Uni<Sent> get(UUID endpoint, UUID event);

    /**
     * Has deliveries sent again, from the beginning of their attempts.
     *
     * @param event one of them; null for all that the filter lets through
     * @return how many
     */
    Uni<Long> again(UUID endpoint, @Nullable UUID event, DeliveryFilter filter, String by, Instant now);

    /** Forgets what was heard before a moment, some at a time; gives how many messages that were. */
    Uni<Integer> purge(Instant before, int most);

    /** Keeps nothing of a tenant but ids, now and of what is still heard. */
    Uni<Void> erase(TenantId tenant);

    /** What is kept that is about a tenant: type, time and event of each message, the newest first. */
    Uni<List<Told>> about(TenantId tenant, int most);

    /** A message in an export. */
    record Told(UUID eventId, String type, Instant time) {}
}
