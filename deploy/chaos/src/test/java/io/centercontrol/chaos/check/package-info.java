@NullMarked
package io.centercontrol.chaos.check;

import org.jspecify.annotations.NullMarked;
