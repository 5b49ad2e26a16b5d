/** The trail, to be searched. */
@NullMarked
package io.centercontrol.audit.trail.http;

import org.jspecify.annotations.NullMarked;
