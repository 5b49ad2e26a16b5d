/** The log's keys, and what this instance remembers to have signed. */
@NullMarked
package io.centercontrol.audit.log.sign;

import org.jspecify.annotations.NullMarked;
