package io.centercontrol.tenants.model;

import org.jspecify.annotations.Nullable;

/**
 * A person or desk of the merchant.
 *
 * @param role what for: owner, billing, technical
 * @param phone in the form the merchant gave it
 */
public record Contact(
        String role, String name, String email, @Nullable String phone) {}
