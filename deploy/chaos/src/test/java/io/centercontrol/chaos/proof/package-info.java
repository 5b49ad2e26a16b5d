@NullMarked
package io.centercontrol.chaos.proof;

import org.jspecify.annotations.NullMarked;
