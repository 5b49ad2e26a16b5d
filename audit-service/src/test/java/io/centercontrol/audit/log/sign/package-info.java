@NullMarked
package io.centercontrol.audit.log.sign;

import org.jspecify.annotations.NullMarked;
