/** Exports in PostgreSQL. */
@NullMarked
package io.centercontrol.audit.export.store;

import org.jspecify.annotations.NullMarked;
