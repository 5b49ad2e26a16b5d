package io.centercontrol.dataplane.view;

import io.centercontrol.dataplane.Entitlements;
import org.jspecify.annotations.Nullable;

/**
 * What a plan offers to a tenant on which there is no word.
 *
 * @param plan the plan's key
 * @param entitlements by its newest published version; null when it has none, or is not for everybody
 */
public record Offer(String plan, @Nullable Entitlements entitlements) {}
