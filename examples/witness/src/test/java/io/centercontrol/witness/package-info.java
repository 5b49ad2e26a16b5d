@NullMarked
package io.centercontrol.witness;

import org.jspecify.annotations.NullMarked;
