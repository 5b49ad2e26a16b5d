@NullMarked
package io.centercontrol.usage.intake;

import org.jspecify.annotations.NullMarked;
