package io.centercontrol.plans.subscription.http;

import io.centercontrol.kit.bulk.BulkDoor;
import io.centercontrol.kit.bulk.BulkResource;
import jakarta.ws.rs.Path;

/** What is done to the subscriptions of many: how far it is, and its turns. */
@Path(BulkResource.PATH)
public class SubscriptionBulkResource extends BulkResource {
    SubscriptionBulkResource(BulkDoor door) {
        super(door);
    }
}
