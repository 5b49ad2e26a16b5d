@NullMarked
package io.centercontrol.chaos.history;

import org.jspecify.annotations.NullMarked;
