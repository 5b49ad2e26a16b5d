/**
 * The copy in memory: tenants by id, slug and host, and what each may do, made for many readers and one writer. Hears
 * nothing and says nothing; it is filled by whoever follows the topic, and by the double for tests.
 */
@NullMarked
package io.centercontrol.dataplane.view;

import org.jspecify.annotations.NullMarked;
