@NullUnmarked
package io.centercontrol.plans.subscription.kafka;

import org.jspecify.annotations.NullUnmarked;
