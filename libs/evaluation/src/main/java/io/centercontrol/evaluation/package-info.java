/**
 * Evaluates flagd flag definitions. Used by flag-service and by the data-plane SDK, so that both give the same answer.
 *
 * <p>Pure: clock and attributes come in as arguments. A definition is compiled once into a {@link
 * io.centercontrol.evaluation.Flag}, which any number of threads may ask. Which reading of flagd's definition counts where
 * clients differ stands in the module's README.
 */
@NullMarked
package io.centercontrol.evaluation;

import org.jspecify.annotations.NullMarked;
