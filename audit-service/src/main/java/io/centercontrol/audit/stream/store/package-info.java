/** Streams in PostgreSQL. */
@NullMarked
package io.centercontrol.audit.stream.store;

import org.jspecify.annotations.NullMarked;
