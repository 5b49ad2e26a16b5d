/** What an answer to a delivery means, and when it is tried again. Pure. */
@NullMarked
package io.centercontrol.integrations.deliveries.model;

import org.jspecify.annotations.NullMarked;
