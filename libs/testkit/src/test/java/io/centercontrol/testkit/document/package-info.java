@org.jspecify.annotations.NullMarked
package io.centercontrol.testkit.document;
