/** The way out: one signed request to one address. */
@NullMarked
package io.centercontrol.integrations.deliveries.send;

import org.jspecify.annotations.NullMarked;
