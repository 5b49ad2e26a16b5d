/**
 * How rows go into and come out of native SQL: as JSON text. One parameter and one column then carry any shape, whole batches
 * included, and no type is left to guessing.
 */
@NullMarked
package io.centercontrol.provisioning.rows;

import org.jspecify.annotations.NullMarked;
