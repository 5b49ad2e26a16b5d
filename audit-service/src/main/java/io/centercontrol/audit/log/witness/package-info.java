/** Witnesses: others who sign that the log, as they saw it, only grew (C2SP tlog-witness). */
@NullMarked
package io.centercontrol.audit.log.witness;

import org.jspecify.annotations.NullMarked;
