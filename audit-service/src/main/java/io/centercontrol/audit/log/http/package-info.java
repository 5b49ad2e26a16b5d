/** The log, as any client of tlog-tiles reads it. */
@NullMarked
package io.centercontrol.audit.log.http;

import org.jspecify.annotations.NullMarked;
