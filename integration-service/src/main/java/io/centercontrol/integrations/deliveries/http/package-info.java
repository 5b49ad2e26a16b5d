/** The door at HTTP. */
@NullMarked
package io.centercontrol.integrations.deliveries.http;

import org.jspecify.annotations.NullMarked;
