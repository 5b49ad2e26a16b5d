@NullMarked
package io.centercontrol.audit;

import org.jspecify.annotations.NullMarked;
