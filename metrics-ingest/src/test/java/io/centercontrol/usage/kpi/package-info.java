@NullMarked
package io.centercontrol.usage.kpi;

import org.jspecify.annotations.NullMarked;
