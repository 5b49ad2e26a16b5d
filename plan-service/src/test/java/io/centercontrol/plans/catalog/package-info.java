@NullMarked
package io.centercontrol.plans.catalog;

import org.jspecify.annotations.NullMarked;
