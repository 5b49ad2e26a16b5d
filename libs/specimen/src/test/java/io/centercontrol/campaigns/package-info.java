@NullMarked
package io.centercontrol.campaigns;

import org.jspecify.annotations.NullMarked;
