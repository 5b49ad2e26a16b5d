/** For tests of tenant services: the data plane without Kafka, disk or network. */
@NullMarked
package io.centercontrol.dataplane.testing;

import org.jspecify.annotations.NullMarked;
