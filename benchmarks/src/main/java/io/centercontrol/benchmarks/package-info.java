/**
 * What the suite costs, each figure beside the floor that the same machine gives in the same run. Every benchmark is one
 * command and prints rows of a Markdown table; README.md has them all.
 */
@NullMarked
package io.centercontrol.benchmarks;

import org.jspecify.annotations.NullMarked;
