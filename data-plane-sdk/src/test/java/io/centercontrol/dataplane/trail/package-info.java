@NullMarked
package io.centercontrol.dataplane.trail;

import org.jspecify.annotations.NullMarked;
