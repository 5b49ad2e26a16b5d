@NullUnmarked
package io.centercontrol.plans.subscription.http;

import org.jspecify.annotations.NullUnmarked;
