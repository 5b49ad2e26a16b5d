package io.centercontrol.storefront.http;

/**
 * The answer to a log-in.
 *
 * @param token to be sent as {@code Authorization: Bearer <token>}
 * @param expiresIn seconds
 */
public record LoginView(String token, long expiresIn) {}
