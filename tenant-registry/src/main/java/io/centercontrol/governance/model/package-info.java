/** Governance as values: pure, without clock or database. */
@NullMarked
package io.centercontrol.governance.model;

import org.jspecify.annotations.NullMarked;
