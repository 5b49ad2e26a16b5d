/** Streams to be made and looked at. */
@NullMarked
package io.centercontrol.audit.stream.http;

import org.jspecify.annotations.NullMarked;
