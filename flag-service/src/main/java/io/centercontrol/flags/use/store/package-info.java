/** The cellar: PostgreSQL. Nobody but the hall's interfaces leads here. */
@NullMarked
package io.centercontrol.flags.use.store;

import org.jspecify.annotations.NullMarked;
