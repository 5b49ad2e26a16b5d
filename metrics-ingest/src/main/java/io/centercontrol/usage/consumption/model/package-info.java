/** Levels, periods, projections, and what of them is told. Pure. */
@NullMarked
package io.centercontrol.usage.consumption.model;

import org.jspecify.annotations.NullMarked;
