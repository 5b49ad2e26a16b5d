/** Policies, holds and purges in PostgreSQL. */
@NullMarked
package io.centercontrol.audit.retention.store;

import org.jspecify.annotations.NullMarked;
