/** Who asks for how much, and which part each gets. */
@NullMarked
package io.centercontrol.provisioning.shares.model;

import org.jspecify.annotations.NullMarked;
