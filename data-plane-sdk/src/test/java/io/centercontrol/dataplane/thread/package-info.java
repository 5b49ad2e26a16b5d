@NullMarked
package io.centercontrol.dataplane.thread;

import org.jspecify.annotations.NullMarked;
