/**
 * Looking at the machine and at a running stack: who holds a port, what a process takes of memory, which processes a dead
 * supervisor left behind, which connector failed.
 */
@NullMarked
package io.centercontrol.local.watch;

import org.jspecify.annotations.NullMarked;
