/** The life of the SDK's own threads. */
@NullMarked
package io.centercontrol.dataplane.thread;

import org.jspecify.annotations.NullMarked;
