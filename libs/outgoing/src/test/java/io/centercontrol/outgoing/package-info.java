@NullMarked
package io.centercontrol.outgoing;

import org.jspecify.annotations.NullMarked;
