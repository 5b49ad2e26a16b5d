/** The door for customers: log-in, catalog and orders over HTTP. Refusals are RFC 9457 problems with a {@code code}. */
@NullMarked
package io.centercontrol.storefront.http;

import org.jspecify.annotations.NullMarked;
