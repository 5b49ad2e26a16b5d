/** The doors of retention. */
@NullMarked
package io.centercontrol.audit.retention.http;

import org.jspecify.annotations.NullMarked;
