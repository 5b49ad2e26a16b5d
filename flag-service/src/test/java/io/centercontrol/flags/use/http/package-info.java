@org.jspecify.annotations.NullMarked
package io.centercontrol.flags.use.http;
