/** Which plan a tenant has, when, and what it may do by it. Pure: times and ids come in as arguments. */
@NullMarked
package io.centercontrol.plans.subscription.model;

import org.jspecify.annotations.NullMarked;
