/** The log in PostgreSQL. */
@NullMarked
package io.centercontrol.audit.log.store;

import org.jspecify.annotations.NullMarked;
