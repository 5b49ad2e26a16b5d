@NullMarked
package io.centercontrol.usage.statements;

import org.jspecify.annotations.NullMarked;
