@NullMarked
package io.centercontrol.usage.consumption.model;

import org.jspecify.annotations.NullMarked;
