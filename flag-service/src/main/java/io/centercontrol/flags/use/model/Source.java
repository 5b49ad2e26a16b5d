package io.centercontrol.flags.use.model;

/** Who counted. */
public enum Source {
    /** An instance of a tenant service, which evaluates by itself. */
    SDK,
    /** This service, which was asked by OFREP for one flag. */
    OFREP
}
