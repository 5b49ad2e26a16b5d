@NullMarked
package io.centercontrol.plans.subscription;

import org.jspecify.annotations.NullMarked;
