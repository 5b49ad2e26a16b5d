@NullMarked
package io.centercontrol.audit.trail;

import org.jspecify.annotations.NullMarked;
