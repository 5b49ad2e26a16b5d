package io.centercontrol.dataplane.usage;

import io.centercontrol.kernel.TenantId;

/** What of a record of usage is one tenant's of one meter, added up. */
record Use(TenantId tenant, String meter, long amount) {}
