/** The way to a SIEM: a signed webhook, or syslog over TLS. */
@NullMarked
package io.centercontrol.audit.stream.send;

import org.jspecify.annotations.NullMarked;
