/**
 * What every service needs around its own idea: the glue between Quarkus and the house.
 *
 * <p>Owns nothing of the business. A service's hall and model import from here no more than {@code Ids} and {@code OutboxEvent}; its doors and
 * its cellar do.
 */
@NullMarked
package io.centercontrol.kit;

import org.jspecify.annotations.NullMarked;
