@NullMarked
package io.centercontrol.campaigns.model;

import org.jspecify.annotations.NullMarked;
