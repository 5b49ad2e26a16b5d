@NullMarked
package io.centercontrol.integrations.deliveries.send;

import org.jspecify.annotations.NullMarked;
