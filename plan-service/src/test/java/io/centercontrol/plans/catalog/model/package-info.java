@NullMarked
package io.centercontrol.plans.catalog.model;

import org.jspecify.annotations.NullMarked;
