@NullMarked
package io.centercontrol.plans.catalog.kafka;

import org.jspecify.annotations.NullMarked;
