/** Entries in PostgreSQL. */
@NullMarked
package io.centercontrol.audit.trail.store;

import org.jspecify.annotations.NullMarked;
