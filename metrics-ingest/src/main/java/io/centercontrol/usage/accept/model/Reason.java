package io.centercontrol.usage.accept.model;

/** Why an event does not count. It is kept with its reason, and can be corrected and sent again. */
public enum Reason {
    /** Another producer has its identity. */
    FENCED,
    /** There is no such tenant, or it is being deleted. */
    UNKNOWN_TENANT,
    /** There is no such meter. */
    UNKNOWN_METER,
    /** The meter measures nothing any more. */
    ARCHIVED_METER,
    /** It was measured with loss, for a meter that takes none. */
    WRONG_GRADE,
    /** An event of a meter of grade BILLING needs one. */
    NO_ID,
    /** A count below one. */
    INVALID_COUNT,
    /** Money below nothing. */
    NEGATIVE_MONEY,
    /** The property that says the currency is not there, or says none. */
    UNKNOWN_CURRENCY,
    /** The property that says whom to count is not there. */
    NO_SUBJECT,
    /** It happened before what is still counted. */
    TOO_OLD,
    /** It is to happen, by the broker's clock. */
    IN_THE_FUTURE
}
