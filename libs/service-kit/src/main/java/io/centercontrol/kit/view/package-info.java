/**
 * What a service keeps of aggregates that another one owns: the listener of their topic, how its records are read, and the
 * table that the newest of each stands in.
 */
@NullMarked
package io.centercontrol.kit.view;

import org.jspecify.annotations.NullMarked;
