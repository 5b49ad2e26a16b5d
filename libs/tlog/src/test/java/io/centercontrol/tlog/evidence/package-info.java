@NullMarked
package io.centercontrol.tlog.evidence;

import org.jspecify.annotations.NullMarked;
