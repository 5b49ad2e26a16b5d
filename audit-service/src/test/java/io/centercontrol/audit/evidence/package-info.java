@NullMarked
package io.centercontrol.audit.evidence;

import org.jspecify.annotations.NullMarked;
