/** Spans, comparisons, orders, and how a tenant is. Pure. */
@NullMarked
package io.centercontrol.usage.kpi.model;

import org.jspecify.annotations.NullMarked;
