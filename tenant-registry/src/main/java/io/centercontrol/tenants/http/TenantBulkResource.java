package io.centercontrol.tenants.http;

import io.centercontrol.kit.bulk.BulkDoor;
import io.centercontrol.kit.bulk.BulkResource;
import jakarta.ws.rs.Path;

/** What is done to many tenants: how far it is, and its turns. */
@Path(BulkResource.PATH)
public class TenantBulkResource extends BulkResource {
    TenantBulkResource(BulkDoor door) {
        super(door);
    }
}
