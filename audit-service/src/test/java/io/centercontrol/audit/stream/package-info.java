@NullMarked
package io.centercontrol.audit.stream;

import org.jspecify.annotations.NullMarked;
