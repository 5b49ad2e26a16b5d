@NullMarked
package io.centercontrol.audit.export;

import org.jspecify.annotations.NullMarked;
