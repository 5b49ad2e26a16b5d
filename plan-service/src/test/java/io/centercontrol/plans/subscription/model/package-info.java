@NullMarked
package io.centercontrol.plans.subscription.model;

import org.jspecify.annotations.NullMarked;
