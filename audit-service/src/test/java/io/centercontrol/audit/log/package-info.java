@NullMarked
package io.centercontrol.audit.log;

import org.jspecify.annotations.NullMarked;
