/**
 * The storefront: a small tenant service that shows how one is built on the data-plane SDK.
 *
 * <p>Owns: shops, their products, stores, customers and orders, in its own database, with the tenant in every key. Hears, by the
 * SDK: {@code cc.tenants.v1} and {@code cc.provisioning.v1}. Says, by the SDK: {@code cc.positions.storefront.v1} and
 * {@code cc.reports.storefront.v1}. Does not own: who is a tenant and what it may do.
 *
 * <p>The hall: what the shop can do. Beside it {@code http}, the door for customers, and {@code store}, the cellar.
 */
@NullMarked
package io.centercontrol.storefront;

import org.jspecify.annotations.NullMarked;
