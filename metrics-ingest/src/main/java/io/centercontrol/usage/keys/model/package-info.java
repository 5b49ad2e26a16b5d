/** What a usage key is and how it ends. Pure. */
@NullMarked
package io.centercontrol.usage.keys.model;

import org.jspecify.annotations.NullMarked;
