/** What a flagd document says of our flags, and back. Pure. */
@NullMarked
package io.centercontrol.flags.promotion.model;

import org.jspecify.annotations.NullMarked;
