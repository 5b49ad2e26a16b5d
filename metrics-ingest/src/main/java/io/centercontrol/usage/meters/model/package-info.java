/** What a meter measures, what it is called, and what of it may change. Pure. */
@NullMarked
package io.centercontrol.usage.meters.model;

import org.jspecify.annotations.NullMarked;
