@NullMarked
package io.centercontrol.tlog;

import org.jspecify.annotations.NullMarked;
