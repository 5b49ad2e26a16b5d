/** Rate limits of tenants and plans. */
@NullMarked
package io.centercontrol.flags.limits;

import org.jspecify.annotations.NullMarked;
