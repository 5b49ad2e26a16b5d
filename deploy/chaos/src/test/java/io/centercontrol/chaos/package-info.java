@NullMarked
package io.centercontrol.chaos;

import org.jspecify.annotations.NullMarked;
