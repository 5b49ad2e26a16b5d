/** Entries in the forms that others read: lines of JSON, of OCSF, rows of CSV and Parquet. */
@NullMarked
package io.centercontrol.audit.export.form;

import org.jspecify.annotations.NullMarked;
