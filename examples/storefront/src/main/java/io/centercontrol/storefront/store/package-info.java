/** The cellar: shops, customers, orders and the session key in PostgreSQL. */
@NullMarked
package io.centercontrol.storefront.store;

import org.jspecify.annotations.NullMarked;
