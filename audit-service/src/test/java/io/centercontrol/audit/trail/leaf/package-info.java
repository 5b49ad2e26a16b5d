@NullMarked
package io.centercontrol.audit.trail.leaf;

import org.jspecify.annotations.NullMarked;
