/** What a stream must be, why one is refused, and how long it rests. */
@NullMarked
package io.centercontrol.audit.stream.model;

import org.jspecify.annotations.NullMarked;
