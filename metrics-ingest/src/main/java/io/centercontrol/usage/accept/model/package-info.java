/** Which events of a producer were heard, and what of them counts. Pure. */
@NullMarked
package io.centercontrol.usage.accept.model;

import org.jspecify.annotations.NullMarked;
