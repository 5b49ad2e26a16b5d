/** The cellar: PostgreSQL. Nobody but the hall's interfaces leads here. */
@NullMarked
package io.centercontrol.integrations.deliveries.store;

import org.jspecify.annotations.NullMarked;
