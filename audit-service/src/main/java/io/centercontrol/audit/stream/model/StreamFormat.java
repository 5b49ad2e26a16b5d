package io.centercontrol.audit.stream.model;

/** In whose words entries are told. */
public enum StreamFormat {
    /** OCSF 1.3. */
    OCSF,
    /** As the search answers them. */
    ENTRY
}
