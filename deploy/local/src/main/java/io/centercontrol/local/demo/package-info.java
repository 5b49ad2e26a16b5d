/**
 * The story that Center Control is there for, played through the public REST APIs alone, as an operator and two shops'
 * customers would.
 */
@NullMarked
package io.centercontrol.local.demo;

import org.jspecify.annotations.NullMarked;
