@NullMarked
package io.centercontrol.integrations.deliveries;

import org.jspecify.annotations.NullMarked;
