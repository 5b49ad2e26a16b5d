/** The REST door. */
@NullMarked
package io.centercontrol.plans.catalog.http;

import org.jspecify.annotations.NullMarked;
