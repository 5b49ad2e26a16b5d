package io.centercontrol.audit.export.model;

/** Where an export is put when it is whole, beside where it can be taken. */
public enum Target {
    /** A folder under that of the configuration. */
    FOLDER,
    /** The bucket of the configuration, in an S3-compatible store. */
    S3
}
