@NullMarked
package io.centercontrol.usage.meters.model;

import org.jspecify.annotations.NullMarked;
