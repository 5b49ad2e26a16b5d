/** What a CloudEvent must be, and what of it meters measure. Pure. */
@NullMarked
package io.centercontrol.usage.intake.model;

import org.jspecify.annotations.NullMarked;
