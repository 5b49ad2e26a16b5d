package io.centercontrol.storefront;

import java.time.Instant;
import java.util.UUID;

/** A branch of a shop, in the merchant's words. */
public record Store(UUID id, String name, Instant openedAt) {}
