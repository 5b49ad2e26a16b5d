@NullMarked
package io.centercontrol.audit.retention;

import org.jspecify.annotations.NullMarked;
