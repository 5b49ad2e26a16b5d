@NullMarked
package io.centercontrol.integrations.deliveries.model;

import org.jspecify.annotations.NullMarked;
