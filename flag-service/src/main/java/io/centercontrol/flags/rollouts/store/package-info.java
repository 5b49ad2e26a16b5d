/** The cellar: PostgreSQL. Nobody but the hall's interface leads here. */
@NullMarked
package io.centercontrol.flags.rollouts.store;

import org.jspecify.annotations.NullMarked;
