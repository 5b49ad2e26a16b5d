/** Figures that are read now and then and not counted as things happen. The table of all names is in docs/observability.md. */
@NullMarked
package io.centercontrol.kit.metrics;

import org.jspecify.annotations.NullMarked;
