/** The REST door. */
@NullMarked
package io.centercontrol.flags.promotion.http;

import org.jspecify.annotations.NullMarked;
