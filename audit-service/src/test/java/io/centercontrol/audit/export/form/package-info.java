@NullMarked
package io.centercontrol.audit.export.form;

import org.jspecify.annotations.NullMarked;
