/** Periods, their bounds, and what is due by them. */
@NullMarked
package io.centercontrol.audit.retention.model;

import org.jspecify.annotations.NullMarked;
