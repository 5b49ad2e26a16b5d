/** JSON as plain Java values: maps, lists, strings, numbers, booleans and null, within limits. */
@NullMarked
package io.centercontrol.evaluation.json;

import org.jspecify.annotations.NullMarked;
