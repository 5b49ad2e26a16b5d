@NullMarked
package io.centercontrol.audit.stream.send;

import org.jspecify.annotations.NullMarked;
