/** Usage as it comes in: what was measured is counted once, and what cannot be is kept with its reason. */
@NullMarked
package io.centercontrol.usage.accept;

import org.jspecify.annotations.NullMarked;
