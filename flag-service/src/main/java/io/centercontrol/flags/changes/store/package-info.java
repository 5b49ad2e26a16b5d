/** Change requests in PostgreSQL. */
@NullMarked
package io.centercontrol.flags.changes.store;

import org.jspecify.annotations.NullMarked;
