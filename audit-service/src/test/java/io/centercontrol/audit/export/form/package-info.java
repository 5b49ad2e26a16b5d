@org.jspecify.annotations.NullMarked
package io.centercontrol.audit.export.form;
