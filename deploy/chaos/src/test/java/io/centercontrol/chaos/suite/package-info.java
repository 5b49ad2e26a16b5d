@NullMarked
package io.centercontrol.chaos.suite;

import org.jspecify.annotations.NullMarked;
