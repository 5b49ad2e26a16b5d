@NullMarked
package io.centercontrol.outgoing.model;

import org.jspecify.annotations.NullMarked;
