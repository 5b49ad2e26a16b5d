/** Tests of the storefront, on real PostgreSQL, Kafka and registry. */
@NullMarked
package io.centercontrol.storefront;

import org.jspecify.annotations.NullMarked;
