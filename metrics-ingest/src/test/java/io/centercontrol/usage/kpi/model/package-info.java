@NullMarked
package io.centercontrol.usage.kpi.model;

import org.jspecify.annotations.NullMarked;
