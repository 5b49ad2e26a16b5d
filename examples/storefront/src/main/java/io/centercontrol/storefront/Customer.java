package io.centercontrol.storefront;

import io.centercontrol.kernel.TenantId;
import java.util.UUID;

/** Who buys, in one shop. */
public record Customer(TenantId tenant, UUID id) {}
